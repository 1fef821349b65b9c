import { afterAll, describe, expect, test } from 'vitest';
import { type Analysis, createAnalyzer } from './analyze.ts';
import {
  LeadNotFoundError,
  SamplingRateUnsupportedError,
  SignalEmptyError,
  SignalFlatError,
  SignalTooShortError,
} from './errors.ts';
import { createNodeNetwork } from './model/onnx-node.ts';
import { readModel } from './node/models.ts';
import { inMemoryReader } from './recording/recording.ts';
import { singleLeadReader } from './recording/single-lead-reader.ts';
import { referencePeaks, synthesizeRecording } from './synth/synthesize.ts';

const { card, bytes } = await readModel();
const network = await createNodeNetwork(bytes, card);
const analyze = createAnalyzer({ network, card });
afterAll(() => network.dispose());

/** Two minutes of a resting heart at 360 Hz, lightly noisy. */
const { recording, annotations } = synthesizeRecording({
  seed: 7,
  durationSeconds: 120,
  samplingRate: 360,
  leads: ['II'],
});
const reference = referencePeaks(annotations);
const [{ samples: clean }] = recording.leads;

const reader = (samples: Float32Array, samplingRate = 360, name = 'II') =>
  singleLeadReader(samples, samplingRate, name);

const beatsOf = async (samples: Float32Array, samplingRate = 360): Promise<number[]> =>
  Array.from((await analyze(reader(samples, samplingRate))).beats);

/** Every beat of one list has one of the other within 50 ms, and the other way round. */
function expectSameBeats(found: readonly number[], expected: readonly number[], tolerance = 18): void {
  expect(found.length).toBe(expected.length);
  for (const [i, beat] of found.entries())
    expect(Math.abs(beat - expected[i])).toBeLessThanOrEqual(tolerance);
}

describe('beats', () => {
  test('of a synthetic recording are found where they are', async () => {
    expectSameBeats(await beatsOf(clean), Array.from(reference));
  });

  test('stay when the gain is another', async () => {
    expect(await beatsOf(clean.map((mv) => mv * 3))).toEqual(await beatsOf(clean));
  });

  test('stay when the lead is reversed', async () => {
    expectSameBeats(await beatsOf(clean.map((mv) => -mv)), Array.from(reference));
  });

  test('move by as much silence as is put before them, in whole blocks of scale and network', async () => {
    const shifted = new Float32Array(clean.length + 16 * 360).fill(Number.NaN);
    shifted.set(clean, 16 * 360);
    const expected = (await beatsOf(clean)).map((beat) => beat + 16 * 360);
    expect(await beatsOf(shifted)).toEqual(expected);
  });

  test('of a long recording are those of its pieces: the seams leave no trace', async () => {
    const minutes = 22;
    const long = synthesizeRecording({
      seed: 3,
      durationSeconds: minutes * 60,
      samplingRate: 128,
      leads: ['II'],
      snrDb: 12,
    });
    const [{ samples }] = long.recording.leads;
    const whole = await beatsOf(samples, 128);
    // Cut on the blocks that everything is anchored at; far from the cut nothing may differ.
    const cut = 5 * 64 * 128;
    const second = (await beatsOf(samples.slice(cut), 128)).map((beat) => beat + cut);
    const far = cut + 60 * 128;
    expect(second.filter((beat) => beat > far)).toEqual(whole.filter((beat) => beat > far));
  });
});

describe('an analysis', () => {
  test('gives the heart rate, RR intervals and a confidence for each beat', async () => {
    const analysis = await analyze(reader(clean));
    expect(analysis.lead).toBe('II');
    expect(analysis.durationSeconds).toBe(120);
    expect(analysis.rrMs.length).toBe(analysis.beats.length - 1);
    expect(analysis.confidence.length).toBe(analysis.beats.length);
    expect(Math.min(...analysis.confidence)).toBeGreaterThanOrEqual(card.decoding.doubtfulConfidence);
    const referenceRate =
      (60 * 360 * (reference.length - 1)) / (reference[reference.length - 1] - reference[0]);
    expect(analysis.heartRate).toBeCloseTo(referenceRate, 0);
    expect(analysis.challengeHeartRate).toBeNull();
  });

  test('of ten seconds has the heart rate of the challenge as well', async () => {
    const { challengeHeartRate } = await analyze(reader(clean.slice(0, 3600)));
    expect(challengeHeartRate).toBeGreaterThan(40);
    expect(Number.isInteger(challengeHeartRate)).toBe(true);
  });

  test('of volts that are taken as millivolts asks whether they are volts', async () => {
    const volts = await analyze(reader(clean.map((mv) => mv / 1000)));
    expect(volts.warnings).toContainEqual(expect.stringMatching(/less than any ECG: are these volts\?$/));
    expect((await analyze(reader(clean.map((mv) => mv / 10)))).warnings).toEqual([]);
  });

  test('reports its progress up to the end', async () => {
    const fractions: number[] = [];
    await analyze(reader(clean), { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
  });

  test('names the lead it chose when there were several', async () => {
    const two = inMemoryReader({
      ...recording,
      leads: [
        { name: 'V1', unit: 'mV', samples: clean },
        { name: 'MLII', unit: 'mV', samples: clean },
      ],
    });
    const analysis = await analyze(two);
    expect(analysis.lead).toBe('MLII');
    expect(analysis.warnings).toContain(
      'Lead MLII was chosen out of V1, MLII; name another with the lead option.',
    );
    expect((await analyze(two, { lead: 'V1' })).warnings).toEqual([]);
  });
});

describe('where there is no signal', () => {
  const verdictAt = ({ quality }: Analysis, seconds: number) =>
    quality.stretches.find((stretch) => seconds >= stretch.startSeconds && seconds < stretch.endSeconds)
      ?.verdict;

  test('a gap is unreadable, holds no beat and makes no RR interval', async () => {
    const gapped = clean.slice().fill(Number.NaN, 40 * 360, 60 * 360);
    const analysis = await analyze(reader(gapped));
    expect(verdictAt(analysis, 50)).toBe('unreadable');
    expect(Array.from(analysis.beats).filter((beat) => beat >= 40 * 360 && beat < 60 * 360)).toEqual([]);
    expect(analysis.heartRate).toBeCloseTo((await analyze(reader(clean))).heartRate ?? 0, 0);
    expect(analysis.warnings.join()).toContain('20.0 s are gaps');
  });

  test('a flat stretch and a railed amplifier are gaps too', async () => {
    for (const level of [0, 5]) {
      const flat = clean.slice().fill(level, 40 * 360, 60 * 360);
      const { beats } = await analyze(reader(flat));
      expect(Array.from(beats).filter((beat) => beat >= 40 * 360 && beat < 60 * 360)).toEqual([]);
    }
  });

  test('a few spikes of 33 mV cost no beat that they do not cover', async () => {
    const spiked = clean.slice();
    const spikes = [10, 33.3, 70.1, 100.7].map((seconds) => Math.round(seconds * 360));
    for (const at of spikes) spiked.fill(33, at, at + 2);
    const far = (beat: number) => spikes.every((at) => Math.abs(beat - at) > 180);
    expectSameBeats((await beatsOf(spiked)).filter(far), Array.from(reference).filter(far));
  });
});

describe('unusable input is refused', () => {
  test.each([
    ['a constant', new Float32Array(3600).fill(0.5), 360, SignalFlatError],
    ['nothing but NaN', new Float32Array(3600).fill(Number.NaN), 360, SignalEmptyError],
    ['no samples', new Float32Array(0), 360, SignalEmptyError],
    ['a hundred samples', clean.slice(0, 100), 360, SignalTooShortError],
    ['a rate of 1 Hz', clean, 1, SamplingRateUnsupportedError],
    ['a rate of 1 MHz', clean, 1e6, SamplingRateUnsupportedError],
    ['a rate that is no number', clean, Number.NaN, SamplingRateUnsupportedError],
  ])('%s', async (_, samples, samplingRate, error) => {
    await expect(analyze(reader(samples, samplingRate))).rejects.toThrow(error);
  });

  test('a lead that is not there', async () => {
    await expect(analyze(reader(clean), { lead: 'V9' })).rejects.toThrow(LeadNotFoundError);
  });
});
