import { Unzlib } from 'fflate';
import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** The zlib stream of one `miCOMPRESSED` element. */
export interface CompressedRegion {
  readonly source: ByteSource;
  readonly offset: number;
  readonly byteCount: number;
}

/** Deflate cannot do better than 258 bytes from 2 bits; zlib's own technical notes give 1032:1 as the limit. */
const DEFLATE_MAX_RATIO = 1032;
const GENEROUS_RATIO = 200;
const ALWAYS_ALLOWED_BYTES = 64 * 2 ** 20;
const NEVER_ALLOWED_BYTES = 2 ** 31;

const READ_BYTES = 64 * 1024;
/** So little goes into the decoder at once that what comes out stays near 4 MiB even from a zip bomb. */
const CAREFUL_PUSH_BYTES = 4096;
/** Twice as fast, for what claims a credible size. */
const PUSH_BYTES = READ_BYTES;
/** A stored block (64 KiB) comes out only when it is complete; a longer silence means that the stream has ended. */
const MAX_SILENT_BYTES = 128 * 1024;

const ADLER_BYTES = 4;

/**
 * Inflates the whole element into a buffer of the size that its own header claims.
 *
 * @param byteCount - what the element claims to hold
 * @throws FormatUnsupportedError when that is out of proportion to the compressed size (a zip bomb)
 * @throws FileCorruptError when the stream is damaged or holds more or less
 */
export async function inflateExactly(region: CompressedRegion, byteCount: number): Promise<Uint8Array> {
  refuseBomb(region, byteCount);
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  for await (const chunk of inflatedChunks(region, PUSH_BYTES)) {
    if (filled + chunk.length > byteCount) throw damaged(region, 'it holds more than its header says');
    bytes.set(chunk, filled);
    filled += chunk.length;
    if (filled === byteCount) break;
  }
  if (filled < byteCount) throw damaged(region, `it ends after ${filled} of ${byteCount} bytes`);
  await verifyChecksum(region, bytes);
  return bytes;
}

/** @returns the first `byteCount` inflated bytes, or all of them where there are fewer */
export async function inflatePrefix(region: CompressedRegion, byteCount: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(byteCount);
  let filled = 0;
  for await (const chunk of inflatedChunks(region, CAREFUL_PUSH_BYTES)) {
    const taken = chunk.subarray(0, byteCount - filled);
    bytes.set(taken, filled);
    filled += taken.length;
    if (filled === byteCount) break;
  }
  return bytes.subarray(0, filled);
}

function refuseBomb(region: CompressedRegion, byteCount: number): void {
  const limit = Math.min(
    region.byteCount * DEFLATE_MAX_RATIO,
    Math.max(region.byteCount * GENEROUS_RATIO, ALWAYS_ALLOWED_BYTES),
    NEVER_ALLOWED_BYTES,
  );
  if (byteCount > limit) {
    throw new FormatUnsupportedError(
      region.source.name,
      `a variable claims to grow from ${region.byteCount} to ${byteCount} bytes when decompressed, which is more ` +
        'than is credible; save it without compression (-v6) if it is genuine.',
    );
  }
}

async function* inflatedChunks(region: CompressedRegion, pushBytes: number): AsyncGenerator<Uint8Array> {
  let output: Uint8Array[] = [];
  const decoder = new Unzlib((chunk) => {
    if (chunk.length > 0) output.push(chunk);
  });
  let silentBytes = 0;
  for (let done = 0; done < region.byteCount; done += READ_BYTES) {
    const wanted = Math.min(READ_BYTES, region.byteCount - done);
    const input = await region.source.read(region.offset + done, wanted);
    for (let at = 0; at < input.length; at += pushBytes) {
      const piece = input.subarray(at, at + pushBytes);
      pushInto(decoder, piece, region);
      silentBytes = output.length > 0 ? 0 : silentBytes + piece.length;
      if (silentBytes > MAX_SILENT_BYTES) return;
      yield* output;
      output = [];
    }
  }
}

function pushInto(decoder: Unzlib, piece: Uint8Array, region: CompressedRegion): void {
  try {
    decoder.push(piece);
  } catch (error) {
    throw damaged(region, error instanceof Error ? error.message : String(error));
  }
}

/** RFC 1950: the stream ends with the Adler-32 of what it holds. A flipped bit must not become a heartbeat. */
async function verifyChecksum(region: CompressedRegion, bytes: Uint8Array): Promise<void> {
  const end = region.offset + region.byteCount;
  const stored = await region.source.read(end - ADLER_BYTES, ADLER_BYTES);
  const expected = ((stored[0] << 24) | (stored[1] << 16) | (stored[2] << 8) | stored[3]) >>> 0;
  if (adler32(bytes) !== expected) throw damaged(region, 'its checksum does not match');
}

function adler32(bytes: Uint8Array): number {
  // 3800 bytes are the most that can be summed before the second sum leaves the range of a 32-bit integer.
  const stride = 3800;
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += stride) {
    const end = Math.min(start + stride, bytes.length);
    for (let i = start; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function damaged(region: CompressedRegion, reason: string): FileCorruptError {
  return new FileCorruptError(
    region.source.name,
    `byte ${region.offset}`,
    `the compressed variable there is damaged (${reason}).`,
  );
}
