/** A backup that cannot be made, is not whole, or must not be put back; the message says all to an operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
