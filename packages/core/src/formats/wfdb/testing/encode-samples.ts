/** The storage formats written the slow and obvious way: as strings of bits. */

/** Two's complement, most significant bit first. */
function bitsOf(value: number, width: number): string {
  return (BigInt(value) & ((1n << BigInt(width)) - 1n)).toString(2).padStart(width, '0');
}

function littleEndian(bits: string): number[] {
  const bytes = bits.match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2)).reverse();
}

function inGroups(values: readonly number[], size: number, encode: (group: number[]) => number[]): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < values.length; i += size) {
    const group = Array.from({ length: size }, (_, k) => values[i + k] ?? 0);
    bytes.push(...encode(group));
  }
  return bytes;
}

function signedWidth(width: number) {
  return (values: readonly number[]) => values.flatMap((value) => littleEndian(bitsOf(value, width)));
}

/** By format; format 8 takes the differences. Whole groups are written: the last may hold samples of 0 too many. */
export const encodeSamples: Readonly<Record<number, (values: readonly number[]) => number[]>> = {
  8: signedWidth(8),
  16: signedWidth(16),
  24: signedWidth(24),
  32: signedWidth(32),
  61: (values) => values.flatMap((value) => littleEndian(bitsOf(value, 16)).reverse()),
  80: (values) => values.map((value) => value + 128),
  160: (values) => values.flatMap((value) => littleEndian(bitsOf(value + 32768, 16))),
  212: (values) =>
    inGroups(values, 2, ([a, b]) => {
      const [first, second] = [bitsOf(a, 12), bitsOf(b, 12)];
      return littleEndian(second.slice(4) + second.slice(0, 4) + first);
    }),
  310: (values) =>
    inGroups(values, 3, ([a, b, c]) => {
      const third = bitsOf(c, 10);
      return [
        ...littleEndian(`${third.slice(5)}${bitsOf(a, 10)}0`),
        ...littleEndian(`${third.slice(0, 5)}${bitsOf(b, 10)}0`),
      ];
    }),
  311: (values) =>
    inGroups(values, 3, ([a, b, c]) => littleEndian(`00${bitsOf(c, 10)}${bitsOf(b, 10)}${bitsOf(a, 10)}`)),
};

/** Bits of an ADC value by format; the lowest value stands for a missing sample. */
export const ADC_BITS: Readonly<Record<number, number>> = {
  16: 16,
  24: 24,
  32: 32,
  61: 16,
  80: 8,
  160: 16,
  212: 12,
  310: 10,
  311: 10,
};
