import { afterAll, describe, expect, test } from 'vitest';
import { type Analysis, createAnalyzer } from '../analyze.ts';
import { createNodeNetwork } from '../model/onnx-node.ts';
import { readModel } from '../node/models.ts';
import { singleLeadReader } from '../recording/single-lead-reader.ts';
import { type NoiseKind, noise } from '../synth/noise.ts';
import { createRandom } from '../synth/random.ts';

const SAMPLING_RATE = 360;
const MINUTES = 10;

const { card, bytes } = await readModel();
const network = await createNodeNetwork(bytes, card);
afterAll(() => network.dispose());
const analyze = createAnalyzer({ network, card });

function analyzeLead(samples: Float32Array): Promise<Analysis> {
  return analyze(singleLeadReader(samples, SAMPLING_RATE));
}

function beatsPerMinute({ beats }: Analysis): number {
  return beats.length / MINUTES;
}

/** The most beats a minute that the shipped model may invent where there is no ECG. They must not get more. */
const CEILINGS: [NoiseKind, number][] = [
  ['wander', 0],
  ['mains-50', 0],
  ['muscle', 0],
  ['spikes', 5],
  // What an electrode does when it slips has the shape and often the rhythm of beats: the model's weakest point.
  ['electrode-motion', 10],
];

describe('without any ECG', () => {
  const length = SAMPLING_RATE * 60 * MINUTES;

  test('a flat line with a converter’s least noise holds no beat', async () => {
    const random = createRandom(1);
    const steps = Float32Array.from({ length }, () => Math.round(random.gaussian()) * 0.001);
    expect(beatsPerMinute(await analyzeLead(steps))).toBe(0);
  });

  test.each(CEILINGS)('%s of 1 mV has at most %d beats a minute', async (kind, ceiling) => {
    const samples = noise(kind, length, SAMPLING_RATE, createRandom(5));
    expect(beatsPerMinute(await analyzeLead(samples))).toBeLessThanOrEqual(ceiling);
  });
});
