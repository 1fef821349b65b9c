/** Beats as a person corrects them. */

/** One change to the beats of a lead, by a person; sample indices. */
export type BeatChange =
  | { readonly kind: 'add'; readonly sample: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number }
  | { readonly kind: 'delete'; readonly sample: number };

/** A change that cannot be made. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError';
  /** Which of the changes, from 0. */
  readonly index: number;

  constructor(index: number, reason: string) {
    super(reason);
    this.index = index;
  }
}

/**
 * Makes changes one after the other.
 *
 * @param beats - ascending sample indices, each once
 * @param sampleCount - of the recording
 * @returns ascending sample indices, each once
 * @throws ChangeError for a beat that is not there, one that is there already, or one outside the recording
 */
export function applyChanges(
  beats: Int32Array,
  changes: readonly BeatChange[],
  sampleCount: number,
): Int32Array {
  const present = new Set(beats);
  for (const [index, change] of changes.entries()) {
    const refuse = (reason: string) => new ChangeError(index, reason);
    const gone = change.kind === 'add' ? null : change.kind === 'move' ? change.from : change.sample;
    if (gone !== null && !present.delete(gone)) throw refuse(`there is no beat at sample ${gone}`);
    const come = change.kind === 'delete' ? null : change.kind === 'move' ? change.to : change.sample;
    if (come === null) continue;
    if (come < 0 || come >= sampleCount) {
      throw refuse(`sample ${come} is outside the recording, which has ${sampleCount} samples`);
    }
    if (present.has(come)) throw refuse(`there is a beat at sample ${come} already`);
    present.add(come);
  }
  return Int32Array.from(present).sort();
}
