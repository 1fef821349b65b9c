/** Half a second of something with an R wave in it, as the first inputs hold it. */

/** Sharp once in 25 samples, so that no two columns and no two rows are the same. */
export function seedSamples(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.fround((i % 25 === 12 ? 1 : 0) + (i % 7) / 100));
}

export function textBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text));
}
