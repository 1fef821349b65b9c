/**
 * How many data records a file holds: what its header claims, checked against the bytes that are there.
 */
import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { EdfHeader } from './header.ts';

/**
 * @returns the number of whole data records, at least 1
 * @throws FileCorruptError when there are fewer than the header claims, or none
 */
export function countRecords(
  { name, size }: ByteSource,
  { claimedRecords, headerBytes, recordBytes }: EdfHeader,
): { recordCount: number; warnings: string[] } {
  const present = Math.floor((size - headerBytes) / recordBytes);
  const isUnknown = claimedRecords === -1;
  if (present < (isUnknown ? 1 : claimedRecords)) {
    throw new FileCorruptError(
      name,
      `byte ${size}`,
      isUnknown
        ? `the file ends before its first data record of ${recordBytes} bytes is complete.`
        : `the file ends after ${present} of its ${claimedRecords} data records; it was cut off, so get it again.`,
    );
  }

  const recordCount = isUnknown ? present : claimedRecords;
  const warnings: string[] = [];
  if (isUnknown) {
    warnings.push(`The header does not say how many data records there are; by the file's size, ${present}.`);
  }
  const surplusBytes = size - headerBytes - recordCount * recordBytes;
  if (surplusBytes > 0) warnings.push(`${surplusBytes} bytes after the last data record were ignored.`);
  return { recordCount, warnings };
}
