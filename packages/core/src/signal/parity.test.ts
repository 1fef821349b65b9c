import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { bridgeGaps, markGaps } from './gaps.ts';
import { modelInput } from './model-input.ts';
import { createResampler } from './resample.ts';

/** Inputs and outputs of the training code's own preprocessing (`python -m sinode_training parity`). */
const FIXTURES = fileURLToPath(new URL('../../../../fixtures/parity/', import.meta.url));

interface ParityCase {
  name: string;
  samplingRate: number;
  sampleCount: number;
  resampledCount: number;
  files: Record<'input' | 'resampled' | 'networkInput', string>;
}

const { cases }: { cases: ParityCase[] } = JSON.parse(readFileSync(`${FIXTURES}cases.json`, 'utf8'));
const preprocessing = {
  baselineBlockSamples: 50,
  baselineBlocks: 5,
  scaleBlockSamples: 250,
  amplitudeRank: 6,
  minimumBlockSamples: 125,
  scaleContextBlocks: 15,
  scaleQuantile: 0.7,
  minimumScaleMv: 0.05,
  clip: 4,
  gapSeconds: 0.5,
};

function floats(name: string): Float32Array {
  const bytes = readFileSync(FIXTURES + name);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

describe.each(cases)('$name, $samplingRate Hz, as in training', ({ samplingRate, resampledCount, files }) => {
  const input = floats(files.input);
  const resampler = createResampler(samplingRate, 250);

  test('the resampled signal', () => {
    const bridged = bridgeGaps(input, markGaps(input, samplingRate, preprocessing.gapSeconds));
    const resampled = resampler.resample(bridged, 0, 0, resampler.outputLength(input.length));
    expect(resampled.length).toBe(resampledCount);
    expect(largestDifference(resampled, floats(files.resampled))).toBeLessThan(1e-5);
  });

  test("the model's input", () => {
    const prepared = modelInput(input, 0, 0, resampledCount, { samplingRate, resampler, preprocessing });
    expect(largestDifference(prepared.input, floats(files.networkInput))).toBeLessThan(1e-4);
  });
});
