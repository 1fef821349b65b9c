import { texts } from '../texts/index.ts';
import classes from './drop-frame.module.css';

/** Says, while files are dragged over the page, that they can be dropped anywhere. */
export function DropFrame({ isOver }: { readonly isOver: boolean }) {
  if (!isOver) return null;
  return (
    // For the eyes only: who drags, sees.
    <div className={classes.frame} aria-hidden>
      <span className={classes.words}>{texts.local.drop.over}</span>
    </div>
  );
}
