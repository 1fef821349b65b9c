/** Numbers as they lie in the database: 32 bits each, low byte first, whatever machine wrote them. */

const BYTES = 4;

/** @param samples - sample indices */
export function samplesToBytes(samples: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(samples.length * BYTES));
  for (const [index, sample] of samples.entries()) view.setInt32(index * BYTES, sample, true);
  return new Uint8Array(view.buffer);
}

/** @returns a copy: the bytes of a row need not begin where a 32-bit number may */
export function samplesFromBytes(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length / BYTES }, (_, index) => view.getInt32(index * BYTES, true));
}

export function fractionsToBytes(fractions: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(fractions.length * BYTES));
  for (const [index, fraction] of fractions.entries()) view.setFloat32(index * BYTES, fraction, true);
  return new Uint8Array(view.buffer);
}

/** @returns a copy, as for samples */
export function fractionsFromBytes(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / BYTES }, (_, index) =>
    view.getFloat32(index * BYTES, true),
  );
}
