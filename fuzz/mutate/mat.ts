/** Changes of a Level 5 MAT-file: of elements and what is in them, packed ones unpacked first and packed again. */
import { deflateSync, inflateSync } from 'node:zlib';
import { mutateBytes } from './bytes.ts';
import type { Mutation } from './mutation.ts';

const HEADER_BYTES = 128;
const TAG_BYTES = 8;
const MATRIX = 14;
const COMPRESSED = 15;
const MOST_INFLATED_BYTES = 2 ** 20;

const TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18];
const SIZES = [0, 1, 2, 3, 5, 8, 12, 20, 40, 1000, 5000, 65536, 0x7fffffff, 0xffffffff];

/** A tag and what belongs to it. */
interface Element {
  readonly type: number;
  readonly body: Uint8Array;
}

export function mutateMat(input: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  if (input.length < HEADER_BYTES + TAG_BYTES || random.chance(0.25)) return mutateBytes(input, mutation);
  const littleEndian = input[126] === 0x49;
  const elements = elementsOf(input.subarray(HEADER_BYTES), littleEndian, 1);
  const at = below(elements.length);
  const element = elements[at];
  const changed = () => {
    switch (below(8)) {
      case 0:
        return elements.toSpliced(at, 1);
      case 1:
        return elements.toSpliced(below(elements.length), 0, element);
      case 2: {
        const other = mutation.other();
        return [...elements, ...elementsOf(other.subarray(HEADER_BYTES), other[126] === 0x49, 1)];
      }
      case 3:
        return elements.with(at, repacked(element, littleEndian));
      default:
        return elements.with(at, mutateElement(element, littleEndian, mutation));
    }
  };
  const body = joined(changed(), littleEndian, 1, random.chance(0.05) ? mutation : null);
  const file = Buffer.concat([input.subarray(0, HEADER_BYTES), body]);
  return Uint8Array.from(file.subarray(0, mutation.maxBytes));
}

/** Bytes that a file has when nothing in it is packed. */
export function unpackedBytes(input: Uint8Array): number {
  if (input.length < HEADER_BYTES) return input.length;
  const elements = elementsOf(input.subarray(HEADER_BYTES), input[126] === 0x49, 1);
  return elements.reduce(
    (sum, { type, body }) => sum + (type === COMPRESSED ? (inflated(body)?.length ?? 0) : 0),
    input.length,
  );
}

function mutateElement({ type, body }: Element, littleEndian: boolean, mutation: Mutation): Element {
  const { random } = mutation;
  if (type === COMPRESSED) {
    const inside = inflated(body);
    if (inside === null || random.chance(0.15)) return { type, body: mutateBytes(body, mutation) };
    const [matrix, ...rest] = elementsOf(inside, littleEndian, 1);
    const changed = matrix === undefined ? [] : [mutateElement(matrix, littleEndian, mutation), ...rest];
    const level = random.chance(0.3) ? 0 : 6;
    return { type, body: deflateSync(joined(changed, littleEndian, 1, null), { level }) };
  }
  if (random.chance(0.05)) return { type: random.pick(TYPES), body };
  if (type !== MATRIX) return { type, body: mutateBytes(body, mutation) };
  return { type, body: mutateMatrix(body, littleEndian, mutation) };
}

/** Flags, dimensions, name, values. */
function mutateMatrix(body: Uint8Array, littleEndian: boolean, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  const parts = elementsOf(body, littleEndian, 8);
  if (parts.length === 0) return mutateBytes(body, mutation);
  const at = below(Math.min(parts.length, 5));
  const part = parts[at];
  const changed = (() => {
    switch (below(6)) {
      case 0:
        return parts.toSpliced(at, 1);
      case 1:
        return parts.toSpliced(at, 0, part);
      case 2:
        return parts.with(at, { ...part, type: random.pick(TYPES) });
      case 3:
        return parts.with(Math.min(1, parts.length - 1), {
          type: 5,
          body: numbers(
            Array.from({ length: random.chance(0.8) ? 2 : below(40) }, () => random.pick(SIZES)),
            littleEndian,
          ),
        });
      case 4:
        return parts.with(Math.min(2, parts.length - 1), {
          type: 1,
          body: Buffer.from(
            random.pick(['ecg', 'val', 'fs', 'R_peak', 'ECG', '', 'x'.repeat(1 + below(1500))]),
          ),
        });
      default:
        return parts.with(at, { ...part, body: mutateBytes(part.body, mutation) });
    }
  })();
  return joined(changed, littleEndian, 8, random.chance(0.1) ? mutation : null);
}

function repacked({ type, body }: Element, littleEndian: boolean): Element {
  if (type !== COMPRESSED) {
    return { type: COMPRESSED, body: deflateSync(joined([{ type, body }], littleEndian, 1, null)) };
  }
  const [inside] = elementsOf(inflated(body) ?? body, littleEndian, 1);
  return inside ?? { type, body };
}

/** As far as they go; what is left is the body of the last. */
function elementsOf(bytes: Uint8Array, littleEndian: boolean, padding: number): Element[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const elements: Element[] = [];
  let at = 0;
  while (at + TAG_BYTES <= bytes.length) {
    const word = view.getUint32(at, littleEndian);
    const isSmall = word >>> 16 > 0 && word >>> 16 <= 4;
    const length = isSmall ? word >>> 16 : view.getUint32(at + 4, littleEndian);
    const start = at + (isSmall ? 4 : TAG_BYTES);
    elements.push({
      type: isSmall ? word & 0xffff : word,
      body: bytes.subarray(start, Math.min(start + length, bytes.length)),
    });
    at = isSmall ? at + TAG_BYTES : start + Math.ceil(length / padding) * padding;
  }
  return elements;
}

/** @param lie - where one is wanted in a length */
function joined(
  elements: readonly Element[],
  littleEndian: boolean,
  padding: number,
  lie: Mutation | null,
): Uint8Array {
  const wrong = lie === null ? -1 : lie.below(elements.length);
  const parts = elements.map(({ type, body }, i) => {
    const bytes = new Uint8Array(TAG_BYTES + Math.ceil(body.length / padding) * padding);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, type, littleEndian);
    view.setUint32(4, lie !== null && i === wrong ? lie.random.pick(SIZES) : body.length, littleEndian);
    bytes.set(body, TAG_BYTES);
    return bytes;
  });
  return Uint8Array.from(Buffer.concat(parts));
}

function inflated(body: Uint8Array): Uint8Array | null {
  try {
    return Uint8Array.from(inflateSync(body, { maxOutputLength: MOST_INFLATED_BYTES }));
  } catch {
    return null;
  }
}

function numbers(values: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value, littleEndian);
  return new Uint8Array(view.buffer);
}
