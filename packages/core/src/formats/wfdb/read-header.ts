import { FileCorruptError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { WfdbHeader } from './header.ts';
import { parseHeader } from './parse-header.ts';

/** Room for tens of thousands of segments; anything larger is a signal file that was named `.hea`. */
const LARGEST_HEADER_BYTES = 2 ** 20;

/** @throws FileCorruptError as {@link parseHeader}, and for a file that is too large to be a header */
export async function readHeader(source: ByteSource): Promise<WfdbHeader> {
  if (source.size > LARGEST_HEADER_BYTES) {
    throw new FileCorruptError(
      source.name,
      `byte ${LARGEST_HEADER_BYTES}`,
      `${source.size} bytes are too many for a WFDB header.`,
    );
  }
  return parseHeader(await source.read(0, source.size), source.name);
}
