import { CommandError } from '../failures.ts';

/** A file that the publisher offers. */
export interface RemoteFile {
  /** Relative to the data set's folder, with `/` between its parts. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** `<64 hex digits>  <path>`, as sha256sum writes it; a `*` before the path marks binary mode. */
const CHECKSUM_LINE = /^([0-9a-f]{64})\s+\*?(\S.*)$/i;

/**
 * The files of the listed records, and those beside `RECORDS` (the licence, the list itself). Side folders with other
 * editions or scanned pages are left out.
 *
 * @param checksums - the text of `SHA256SUMS.txt`
 * @param records - the text of `RECORDS`: one record name a line, with its folder
 * @throws CommandError when a line is no checksum, or names a file outside the data set's folder
 */
export function filesOfRecords(checksums: string, records: string): RemoteFile[] {
  const wanted = new Set(lines(records));
  const files = lines(checksums).map(parseChecksum);
  return files.filter(({ path }) => !path.includes('/') || wanted.has(withoutExtension(path)));
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function parseChecksum(line: string): RemoteFile {
  const [, sha256, path] = CHECKSUM_LINE.exec(line) ?? [];
  if (sha256 === undefined || path === undefined) {
    throw new CommandError(
      `SHA256SUMS.txt holds a line that is not a checksum and a file: "${line.slice(0, 80)}".`,
    );
  }
  const plainPath = path.startsWith('./') ? path.slice(2) : path;
  if (!isInside(plainPath)) {
    throw new CommandError(
      `SHA256SUMS.txt names "${path.slice(0, 80)}", which leads outside the folder: nothing was downloaded.`,
    );
  }
  return { path: plainPath, sha256: sha256.toLowerCase() };
}

/** Every part is a plain name: no `..`, no root, no drive, no backslash that Windows would take for a separator. */
function isInside(path: string): boolean {
  return path.split('/').every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && part !== '.' && part !== '..');
}

function withoutExtension(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(0, dot) : path;
}
