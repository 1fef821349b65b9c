/** What the system says of a file that is not there, is none, lies on a broken piece of a disk or is not ours to read. */
const CODES = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EIO', 'EACCES', 'EPERM']);

/** True where it is the file that is to blame, so that others can be read all the same. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CODES.has(String(error.code));
}
