/**
 * How the storage formats pack samples into bytes. Samples come in groups that start on a byte: one sample for the
 * plain formats, two or three for the packed ones.
 *
 * @see signal(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/signal-5.htm
 */
import {
  type DecodeSamples,
  decode8,
  decode16,
  decode24,
  decode32,
  decode61,
  decode80,
  decode160,
  decode212,
  decode310,
  decode311,
} from './decode-samples.ts';

export interface SampleFormat {
  /**
   * Bytes that hold the first 1, 2 … samples of a group, up to all of them: a file may end within a group.
   */
  readonly groupBytes: readonly number[];
  /** The ADC value that marks a missing sample, NaN where there is none. */
  readonly missing: number;
  readonly decode: DecodeSamples;
  /** Whether what is stored are differences from one sample to the next. */
  readonly differences?: true;
}

const FORMATS: ReadonlyMap<number, SampleFormat> = new Map<number, SampleFormat>([
  [8, { groupBytes: [1], missing: Number.NaN, decode: decode8, differences: true }],
  [16, { groupBytes: [2], missing: -(2 ** 15), decode: decode16 }],
  [24, { groupBytes: [3], missing: -(2 ** 23), decode: decode24 }],
  [32, { groupBytes: [4], missing: -(2 ** 31), decode: decode32 }],
  [61, { groupBytes: [2], missing: -(2 ** 15), decode: decode61 }],
  [80, { groupBytes: [1], missing: -(2 ** 7), decode: decode80 }],
  [160, { groupBytes: [2], missing: -(2 ** 15), decode: decode160 }],
  [212, { groupBytes: [2, 3], missing: -(2 ** 11), decode: decode212 }],
  [310, { groupBytes: [2, 4, 4], missing: -(2 ** 9), decode: decode310 }],
  [311, { groupBytes: [2, 3, 4], missing: -(2 ** 9), decode: decode311 }],
]);

/** A signal without samples: every one of them is missing. */
export const NULL_FORMAT = 0;

/** The FLAC-compressed formats, which are not read. */
export const FLAC_FORMATS: readonly number[] = [508, 516, 524];

/** @returns `undefined` for a format that is not read */
export function sampleFormat(format: number): SampleFormat | undefined {
  return FORMATS.get(format);
}

/** Bytes from the start of a group that hold its first `sampleCount` samples and those of the groups after it. */
export function bytesOfSamples({ groupBytes }: SampleFormat, sampleCount: number): number {
  const perGroup = groupBytes.length;
  const groups = Math.floor(sampleCount / perGroup);
  const rest = sampleCount - groups * perGroup;
  return groups * groupBytes[perGroup - 1] + (rest === 0 ? 0 : groupBytes[rest - 1]);
}

/** How many samples are wholly within that many bytes. */
export function samplesInBytes({ groupBytes }: SampleFormat, byteCount: number): number {
  const perGroup = groupBytes.length;
  const groups = Math.floor(byteCount / groupBytes[perGroup - 1]);
  const restBytes = byteCount - groups * groupBytes[perGroup - 1];
  return groups * perGroup + groupBytes.filter((bytes) => bytes <= restBytes).length;
}
