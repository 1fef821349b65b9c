/** An answer that breaks a promise. */
export class Finding extends Error {
  override readonly name = 'Finding';
}

/** @throws Finding unless it is so; `promise` says what should have been */
export function promised(isSo: boolean, promise: string): asserts isSo {
  if (!isSo) throw new Finding(promise);
}
