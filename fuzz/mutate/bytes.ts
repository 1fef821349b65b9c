/** Changes that know nothing of a format: bits, numbers, pieces. */
import type { Mutation } from './mutation.ts';

/** Where sizes, signs and counters go wrong. */
const NUMBERS = [
  0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 31, 32, 63, 64, 100, 127, 128, 129, 255, 256, 511, 512, 1000, 1023, 1024,
  4095, 4096, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff, -1, -2, -128,
  -32768,
];

const MOST_CHANGES = 6;
const LONGEST_BLOCK = 64;

/** A few changes, one upon the other. */
export function mutateBytes(input: Uint8Array, mutation: Mutation): Uint8Array {
  let bytes = input;
  // Mostly one or two: an input with many wrong places is refused at the first.
  const changes = 1 + mutation.below(mutation.random.chance(0.7) ? 2 : MOST_CHANGES);
  for (let i = 0; i < changes; i++) bytes = changeOnce(bytes, mutation);
  return bytes.length > mutation.maxBytes ? bytes.slice(0, mutation.maxBytes) : bytes;
}

function changeOnce(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below, words } = mutation;
  if (bytes.length === 0) return Uint8Array.of(below(256));
  // Headers lie at the front: half of the changes go there.
  const at = random.chance(0.5) ? below(bytes.length) : below(Math.min(bytes.length, 256));
  const length = Math.min(1 + below(LONGEST_BLOCK), bytes.length - at);
  switch (below(12)) {
    case 0:
      return overwritten(bytes, at, [bytes[at] ^ (1 << below(8))]);
    case 1:
      return overwritten(bytes, at, [below(256)]);
    case 2:
    case 3:
      return overwritten(bytes, at, numberBytes(random.pick(NUMBERS), mutation));
    case 4:
      return overwritten(bytes, at, numberBytes(valueAt(bytes, at) + below(33) - 16, mutation));
    case 5:
      return spliced(bytes, at, length, []);
    case 6:
      return spliced(bytes, at, 0, bytes.subarray(at, at + length));
    case 7:
      return spliced(
        bytes,
        at,
        0,
        Array.from({ length: 1 + below(8) }, () => below(256)),
      );
    case 8:
      return words.length === 0 ? bytes : spliced(bytes, at, 0, random.pick(words));
    case 9:
      return words.length === 0 ? bytes : overwritten(bytes, at, random.pick(words));
    case 10: {
      const other = mutation.other();
      const from = below(other.length);
      return random.chance(0.5)
        ? spliced(bytes, at, bytes.length - at, other.subarray(from))
        : spliced(bytes, at, length, other.subarray(from, from + length));
    }
    default:
      return bytes.slice(0, 1 + at);
  }
}

/** In one, two, four or eight bytes, either way round. */
function numberBytes(value: number, { random, below }: Mutation): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  const littleEndian = random.chance(0.7);
  const width = [1, 2, 4, 8][below(4)];
  if (width === 1) view.setUint8(0, value);
  else if (width === 2) view.setUint16(0, value, littleEndian);
  else if (width === 4) view.setUint32(0, value, littleEndian);
  else view.setFloat64(0, value, littleEndian);
  return new Uint8Array(view.buffer, 0, width);
}

function valueAt(bytes: Uint8Array, at: number): number {
  return at + 2 <= bytes.length ? bytes[at] | (bytes[at + 1] << 8) : bytes[at];
}

function overwritten(bytes: Uint8Array, at: number, by: ArrayLike<number>): Uint8Array {
  // Not `slice`: of a Buffer it would be the same memory.
  const changed = Uint8Array.from(bytes);
  for (let i = 0; i < by.length && at + i < changed.length; i++) changed[at + i] = by[i];
  return changed;
}

/** The same with `length` bytes from `at` on replaced. */
export function spliced(bytes: Uint8Array, at: number, length: number, by: ArrayLike<number>): Uint8Array {
  const changed = new Uint8Array(bytes.length - length + by.length);
  changed.set(bytes.subarray(0, at));
  changed.set(by, at);
  changed.set(bytes.subarray(at + length), at + by.length);
  return changed;
}
