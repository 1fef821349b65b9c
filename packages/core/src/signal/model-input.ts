/**
 * A piece of a lead, made ready for the model: docs/reference/signal-to-beats.md, sections 1 to 4.
 */
import { type BaselineOptions, removeBaseline } from './baseline.ts';
import { bridgeGaps, markGaps } from './gaps.ts';
import type { Resampler } from './resample.ts';
import { blockScales, type ScaleOptions } from './scale.ts';

export interface Preprocessing extends BaselineOptions, ScaleOptions {
  /** The input is limited to ± this many scales. */
  readonly clip: number;
  /** A run of one value at least this long is a gap. */
  readonly gapSeconds: number;
}

export interface ModelInput {
  /** In units of the local QRS height, 0 inside gaps. */
  readonly input: Float32Array;
  /** 1 inside a gap; same length as `input`. */
  readonly gaps: Uint8Array;
  /** The piece itself, in mV at the recording's rate, gaps bridged by straight lines. */
  readonly bridged: Float32Array;
  /** 1 inside a gap; same length as `bridged`. */
  readonly bridgedGaps: Uint8Array;
}

/**
 * @param piece - mV at the recording's rate, gaps marked by NaN
 * @param pieceStart - index in the recording of the piece's first sample
 * @param start - first sample wanted, at the model's rate, on a block boundary of baseline and scale
 * @param end - sample after the last one wanted, at the model's rate
 */
export function modelInput(
  piece: Float32Array,
  pieceStart: number,
  start: number,
  end: number,
  {
    samplingRate,
    resampler,
    preprocessing,
  }: {
    samplingRate: number;
    resampler: Resampler;
    preprocessing: Preprocessing;
  },
): ModelInput {
  const bridgedGaps = markGaps(piece, samplingRate, preprocessing.gapSeconds);
  const bridged = bridgeGaps(piece, bridgedGaps);
  // One array all the way: fresh memory costs as much as the work on it.
  const input = resampler.resample(bridged, pieceStart, start, end);
  removeBaseline(input, preprocessing, input);

  const gaps = new Uint8Array(end - start);
  if (bridged !== piece) {
    for (let i = 0; i < gaps.length; i++) {
      const nearest = Math.floor(resampler.inputPosition(start + i) + 0.5) - pieceStart;
      gaps[i] = bridgedGaps[Math.min(Math.max(nearest, 0), piece.length - 1)];
    }
  }

  const scales = blockScales(input, gaps, preprocessing);
  const { scaleBlockSamples, clip } = preprocessing;
  for (let block = 0; block < scales.length; block++) {
    const perMv = 1 / scales[block];
    const blockEnd = Math.min(input.length, (block + 1) * scaleBlockSamples);
    for (let i = block * scaleBlockSamples; i < blockEnd; i++) {
      const scaled = input[i] * perMv;
      input[i] = gaps[i] === 1 ? 0 : Math.min(Math.max(scaled, -clip), clip);
    }
  }
  return { input, gaps, bridged, bridgedGaps };
}
