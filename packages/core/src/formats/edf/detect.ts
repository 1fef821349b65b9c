/**
 * Telling EDF and BDF from other files by their first bytes.
 */
import { fieldText } from './header-field.ts';

/** Bytes of the part of the header that every file has. */
export const FIXED_HEADER_BYTES = 256;

/** What the version field at byte 0 says, or `null` where it says neither. */
export function versionFormat(head: Uint8Array): 'edf' | 'bdf' | null {
  const version = head.subarray(0, 8);
  if (version[0] === 0xff && fieldText(version.subarray(1)) === 'BIOSEMI') return 'bdf';
  return version.length === 8 && fieldText(version) === '0' ? 'edf' : null;
}

/**
 * Whether a file is EDF, EDF+, BDF or BDF+.
 *
 * The version of EDF is a mere `0`, with which a table of numbers may begin too: so the start date or the size of the
 * header has to look right as well. Only one of them, so that a file with one broken field is still told what is broken.
 *
 * @param head - the first 256 bytes of the file, or all of a shorter one
 */
export function isEdf(head: Uint8Array): boolean {
  const format = versionFormat(head);
  if (format !== 'edf') return format === 'bdf';
  if (head.length < FIXED_HEADER_BYTES) return false;
  const headerBytes = Number(fieldText(head.subarray(184, 192)));
  const startDate = fieldText(head.subarray(168, 176));
  return (headerBytes > 0 && headerBytes % 256 === 0) || /^\d\d\.\d\d\.\d\d$/.test(startDate);
}
