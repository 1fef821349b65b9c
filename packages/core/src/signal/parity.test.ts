import { describe, expect, test } from 'vitest';
import { largestDifference, parityCases, readStage } from '../testing/parity-fixture.ts';
import { bridgeGaps, markGaps } from './gaps.ts';
import { createResampler } from './resample.ts';

const GAP_SECONDS = 0.5;

describe.each(parityCases())('$name, $samplingRate Hz', (parityCase) => {
  test('is bridged and resampled as in Python', () => {
    const { samplingRate, resampledCount } = parityCase;
    const input = readStage(parityCase, 'input');
    const resampler = createResampler(samplingRate, 250);
    const bridged = bridgeGaps(input, markGaps(input, samplingRate, GAP_SECONDS));
    const resampled = resampler.resample(bridged, 0, 0, resampler.outputLength(input.length));
    expect(resampled.length).toBe(resampledCount);
    expect(largestDifference(resampled, readStage(parityCase, 'resampled'))).toBeLessThan(1e-5);
  });
});
