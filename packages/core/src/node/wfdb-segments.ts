/**
 * Which records of a folder are only parts of another.
 */
import { readHeader } from '../formats/wfdb/read-header.ts';
import { withFile } from './files.ts';

/**
 * @param header - path of a WFDB header
 * @returns names of the records that it puts together; none for an ordinary record
 * @throws FileMissingError, and FileCorruptError when it is not a header
 */
export async function wfdbSegments(header: string): Promise<readonly string[]> {
  const { segments } = await withFile(header, readHeader);
  return segments?.map(({ name }) => name) ?? [];
}
