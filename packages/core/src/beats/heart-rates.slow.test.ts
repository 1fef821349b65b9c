import { afterAll, expect, test } from 'vitest';
import { createAnalyzer } from '../analyze.ts';
import { heartRateBpm } from '../metrics/heart-rate.ts';
import { rrIntervalsMs } from '../metrics/rr-intervals.ts';
import { createNodeNetwork } from '../model/onnx-node.ts';
import { readModel } from '../node/models.ts';
import { inMemoryReader } from '../recording/recording.ts';
import type { LeadName } from '../synth/leads.ts';
import { referencePeaks, synthesizeRecording } from '../synth/synthesize.ts';

const SAMPLING_RATE = 250;
const LEADS: readonly LeadName[] = ['II', 'V1', 'V5'];
const SEEDS = [1, 2];

const { card, bytes } = await readModel();
const network = await createNodeNetwork(bytes, card);
afterAll(() => network.dispose());
const analyze = createAnalyzer({ network, card });

/** Of so many synthetic hearts (three leads, two seeds), those whose rate is found within 5 %. They must not get fewer. */
const FLOORS: [bpm: number, right: number][] = [
  [20, 4],
  [25, 6],
  [30, 5],
  [40, 6],
  [60, 6],
  [90, 5],
  [120, 6],
  [150, 6],
  [180, 6],
  [210, 6],
  [240, 6],
  [270, 6],
  [300, 6],
];

/** Heart rate found over the true one; 0 where none is found. */
async function rateRatio(rate: number, lead: LeadName, seed: number): Promise<number> {
  const { recording, annotations } = synthesizeRecording({
    seed: 1000 * rate + seed,
    durationSeconds: 60,
    samplingRate: SAMPLING_RATE,
    leads: [lead],
    meanHeartRateBpm: rate,
    sdHeartRateBpm: 0.03 * rate,
  });
  const peaks = referencePeaks(annotations);
  const { heartRate } = await analyze(inMemoryReader(recording));
  return (heartRate ?? 0) / (heartRateBpm(peaks, rrIntervalsMs(peaks, SAMPLING_RATE), []) ?? Number.NaN);
}

test.each(FLOORS)('a heart of %d bpm is not counted double or by half', async (rate, floor) => {
  const ratios: number[] = [];
  for (const lead of LEADS) for (const seed of SEEDS) ratios.push(await rateRatio(rate, lead, seed));
  expect(ratios.filter((ratio) => Math.abs(ratio - 1) <= 0.05).length).toBeGreaterThanOrEqual(floor);
});
