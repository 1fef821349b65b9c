import { texts } from '../texts/index.ts';

/** Whether the recording that is open has corrections: they are in this page only. */
let isUnsaved = false;

export function setUnsaved(next: boolean): void {
  isUnsaved = next;
}

/** Asks before corrections are lost with another recording or lead. */
export function mayReplace(): boolean {
  return !isUnsaved || window.confirm(texts.local.unsaved);
}
