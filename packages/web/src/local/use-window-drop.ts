import { useEffect, useState } from 'react';
import { type CollectedFiles, collectFiles } from './collect-files.ts';

export interface WindowDrop {
  /** Called when files come near, before they are dropped. */
  readonly onNear?: () => void;
  readonly onFiles: (files: CollectedFiles) => void;
}

/**
 * Takes files wherever they are dropped on the page: a browser would leave the page and show the file instead.
 *
 * @returns whether files are being dragged over the page
 */
export function useWindowDrop({ onNear, onFiles }: WindowDrop): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      onNear?.();
      setOver(true);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this, nothing is dropped.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    };
    // Between two elements there is one on the other side; at the edge of the window there is none.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      setOver(false);
      void collectFiles(event.dataTransfer).then(onFiles);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onNear, onFiles]);
  return isOver;
}

/** A piece of text can be dragged too. */
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
