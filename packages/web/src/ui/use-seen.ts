import { useIntersection } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** A little before it comes into view, so that most of what it needs is there when it does. */
const AHEAD = '200px';

/** Whether an element has come into view; from then on it stays true. */
export function useSeen<T extends HTMLElement>(): { ref: (element: T | null) => void; isSeen: boolean } {
  const { ref, entry } = useIntersection<T>({ rootMargin: AHEAD });
  const [isSeen, setIsSeen] = useState(false);
  const isInView = entry?.isIntersecting === true;
  useEffect(() => {
    if (isInView) setIsSeen(true);
  }, [isInView]);
  return { ref, isSeen };
}
