import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * True while the page is printed: paper has room for all rows, and is white whatever the screen is.
 */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const root = document.documentElement;
    let scheme: string | undefined;
    // The browser prints what is there when these return.
    const before = () => {
      scheme = root.dataset.mantineColorScheme;
      root.dataset.mantineColorScheme = 'light';
      flushSync(() => setPrinting(true));
    };
    const after = () => {
      if (scheme !== undefined) root.dataset.mantineColorScheme = scheme;
      flushSync(() => setPrinting(false));
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}
