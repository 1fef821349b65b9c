/**
 * Bytes → ADC values, one function per storage format: plain loops, since every sample that is read passes here.
 *
 * @see signal(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/signal-5.htm
 */

/**
 * Decodes evenly spaced samples: `out[outFirst]`, `out[outFirst + outStep]` … to the end of `out` become the samples
 * `first`, `first + step` … of the bytes.
 *
 * @param bytes - start at a group of samples that share bytes
 * @param first - index of the first sample within the bytes
 * @param out - ADC values
 */
export type DecodeSamples = (
  bytes: Uint8Array,
  first: number,
  step: number,
  out: Int32Array,
  outFirst: number,
  outStep: number,
) => void;

/** First differences, 8-bit two's complement. */
export const decode8: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = first; o < out.length; o += outStep, p += step) {
    out[o] = (bytes[p] << 24) >> 24;
  }
};

/** 16-bit two's complement, low byte first. */
export const decode16: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = 2 * first; o < out.length; o += outStep, p += 2 * step) {
    out[o] = ((bytes[p + 1] << 24) >> 16) | bytes[p];
  }
};

/** 24-bit two's complement, low byte first. */
export const decode24: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = 3 * first; o < out.length; o += outStep, p += 3 * step) {
    out[o] = ((bytes[p + 2] << 24) >> 8) | (bytes[p + 1] << 8) | bytes[p];
  }
};

/** 32-bit two's complement, low byte first. */
export const decode32: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = 4 * first; o < out.length; o += outStep, p += 4 * step) {
    out[o] = (bytes[p + 3] << 24) | (bytes[p + 2] << 16) | (bytes[p + 1] << 8) | bytes[p];
  }
};

/** 16-bit two's complement, high byte first. */
export const decode61: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = 2 * first; o < out.length; o += outStep, p += 2 * step) {
    out[o] = ((bytes[p] << 24) >> 16) | bytes[p + 1];
  }
};

/** 8-bit offset binary. */
export const decode80: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = first; o < out.length; o += outStep, p += step) {
    out[o] = bytes[p] - 0x80;
  }
};

/** 16-bit offset binary, low byte first. */
export const decode160: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, p = 2 * first; o < out.length; o += outStep, p += 2 * step) {
    out[o] = ((bytes[p + 1] << 8) | bytes[p]) - 0x8000;
  }
};

/** Two 12-bit samples in three bytes; the middle byte holds the high four bits of both. */
export const decode212: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, s = first; o < out.length; o += outStep, s += step) {
    const p = 3 * (s >> 1);
    const bits =
      s & 1 ? ((bytes[p + 1] & 0xf0) << 4) | bytes[p + 2] : ((bytes[p + 1] & 0x0f) << 8) | bytes[p];
    out[o] = (bits << 20) >> 20;
  }
};

/**
 * Three 10-bit samples in two 16-bit words, low byte first: the first two in bits 1 to 10 of a word each, the third
 * in bits 11 to 15 of both, its low half in the first word.
 */
export const decode310: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, s = first; o < out.length; o += outStep, s += step) {
    const group = Math.floor(s / 3);
    const place = s - 3 * group;
    const p = 4 * group;
    const bits =
      place === 2
        ? ((bytes[p + 3] >> 3) << 5) | (bytes[p + 1] >> 3)
        : ((bytes[p + 2 * place + 1] << 8) | bytes[p + 2 * place]) >> 1;
    out[o] = (bits << 22) >> 22;
  }
};

/** Three 10-bit samples in the low 30 bits of a 32-bit word, low byte and first sample first. */
export const decode311: DecodeSamples = (bytes, first, step, out, outFirst, outStep) => {
  for (let o = outFirst, s = first; o < out.length; o += outStep, s += step) {
    const group = Math.floor(s / 3);
    const place = s - 3 * group;
    // Sample k starts at bit 10·k, which is bit 2·k of byte k.
    const p = 4 * group + place;
    const bits = ((bytes[p + 1] << 8) | bytes[p]) >> (2 * place);
    out[o] = (bits << 22) >> 22;
  }
};
