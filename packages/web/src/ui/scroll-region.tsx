import type { ReactNode } from 'react';
import classes from './scroll-region.module.css';

/** For what may be wider than the screen: it scrolls by itself, by keyboard too, and the page does not. */
export function ScrollRegion({
  label,
  children,
  className = '',
}: {
  readonly label: string;
  readonly children: ReactNode;
  /** For a height, say. */
  readonly className?: string | undefined;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus there is no scrolling by keyboard
    <section className={`${classes.region} ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
