import { Title, type TitleSize } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface PageHeadingProps {
  readonly children: ReactNode;
  readonly size?: TitleSize;
}

/**
 * The heading of what has just come into the page: whoever pressed a button that is gone by now, goes on here, and a
 * screen reader says where that is.
 */
export function PageHeading({ children, size }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Somebody who is elsewhere on the page stays there.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <Title
      ref={heading}
      order={1}
      tabIndex={-1}
      style={{ overflowWrap: 'anywhere', outline: 'none' }}
      {...(size === undefined ? {} : { size })}
    >
      {children}
    </Title>
  );
}
