import { expect, test } from 'vitest';
import { InvalidArgumentError } from '../errors.ts';
import { LEAD_NAMES, type LeadName } from './leads.ts';
import { randomPatient } from './patient.ts';
import { createRandom } from './random.ts';
import type { SynthesisOptions } from './synthesis-options.ts';
import { referencePeaks, synthesize, synthesizeRecording } from './synthesize.ts';

const tenSeconds: SynthesisOptions = { seed: 1, durationSeconds: 10, samplingRate: 500, leads: ['II'] };
const clean = { noise: {} };

/** Milliseconds around the peak in which the clean QRS stays above a tenth of its height. */
function widthMs(samples: Float32Array, peak: number, samplingRate: number): number {
  const threshold = 0.1 * Math.abs(samples[peak]);
  const sign = Math.sign(samples[peak]);
  let from = peak;
  while (sign * samples[from - 1] > threshold) from--;
  let to = peak;
  while (sign * samples[to + 1] > threshold) to++;
  return ((to - from) / samplingRate) * 1000;
}

test('the same seed gives the same recording, another seed another', () => {
  const first = synthesizeRecording(tenSeconds);

  expect(synthesizeRecording(tenSeconds)).toEqual(first);
  expect(synthesizeRecording({ ...tenSeconds, seed: 2 }).recording.leads).not.toEqual(first.recording.leads);
});

test('a recording has the leads, length and rate asked for', () => {
  const { recording, annotations } = synthesizeRecording({ ...tenSeconds, leads: LEAD_NAMES });

  expect(recording).toMatchObject({
    name: 'synthetic-1',
    format: 'wfdb',
    samplingRate: 500,
    sampleCount: 5000,
  });
  expect(recording.leads.map(({ name }) => name)).toEqual(LEAD_NAMES);
  for (const { samples } of recording.leads) expect(samples).toHaveLength(5000);
  expect(annotations[0]).toMatchObject({ symbol: 'N', subtype: 0, channel: 0, number: 0, aux: '' });
});

test('ten seconds are the beginning of two and a half minutes', () => {
  const short = synthesizeRecording(tenSeconds);
  const long = synthesizeRecording({ ...tenSeconds, durationSeconds: 150 });

  expect(long.recording.leads[0].samples.slice(0, 5000)).toEqual(short.recording.leads[0].samples);
  expect(long.annotations.filter(({ sample }) => sample < 5000)).toEqual(short.annotations);
});

test('pieces follow on each other without a seam', () => {
  const options: SynthesisOptions = { ...tenSeconds, ...clean, durationSeconds: 150, samplingRate: 250 };
  const pieces = [...synthesize(options)];

  expect(pieces.map(({ startSample }) => startSample)).toEqual([0, 15_000, 30_000]);
  expect(pieces.map(({ leads }) => leads[0].length)).toEqual([15_000, 15_000, 7_500]);
  // The steepest slope of a QRS is below 0.3 mV in 4 ms.
  for (const [before, after] of [pieces.slice(0, 2), pieces.slice(1, 3)]) {
    expect(Math.abs((before.leads[0].at(-1) ?? 0) - after.leads[0][0])).toBeLessThan(0.3);
  }
  for (const { startSample, leads, beats } of pieces) {
    for (const { sample } of beats) {
      expect(sample).toBeGreaterThanOrEqual(startSample);
      expect(sample).toBeLessThan(startSample + leads[0].length);
    }
  }
});

test('a recording of exactly one minute is one piece', () => {
  expect([...synthesize({ ...tenSeconds, durationSeconds: 60 })]).toHaveLength(1);
});

test.each<LeadName>(['II', 'V1', 'V5'])('normal beats are annotated at the extremum of lead %s', (lead) => {
  for (let seed = 0; seed < 10; seed++) {
    const { recording, annotations } = synthesizeRecording({ ...tenSeconds, ...clean, seed, leads: [lead] });
    const { samples } = recording.leads[0];
    for (const peak of referencePeaks(annotations)) {
      const window = samples.subarray(Math.max(0, peak - 30), peak + 31).map(Math.abs);
      const extremum = window.indexOf(Math.max(...window)) + Math.max(0, peak - 30);
      expect(Math.abs(extremum - peak)).toBeLessThanOrEqual(1);
    }
  }
});

test.each([20, 40, 180, 210, 240, 270, 300])('at %d bpm each beat is annotated at its peak', (rate) => {
  for (const lead of ['II', 'V1', 'V5'] as const) {
    for (let seed = 0; seed < 5; seed++) {
      const { recording, annotations } = synthesizeRecording({
        ...tenSeconds,
        ...clean,
        seed,
        leads: [lead],
        meanHeartRateBpm: rate,
        sdHeartRateBpm: 0.02 * rate,
      });
      const { samples } = recording.leads[0];
      const peaks = referencePeaks(annotations).filter((peak) => peak > 40 && peak < 4960);
      expect(peaks.length).toBeGreaterThanOrEqual(Math.floor(rate / 6) - 2);
      for (const peak of peaks) {
        const window = samples.subarray(peak - 40, peak + 41).map(Math.abs);
        expect(Math.abs(window.indexOf(Math.max(...window)) - 40)).toBeLessThanOrEqual(1);
      }
    }
  }
});

test('up to 240 bpm the T wave is over when the next QRS begins', () => {
  for (let seed = 0; seed < 20; seed++) {
    const { recording, annotations } = synthesizeRecording({
      ...tenSeconds,
      ...clean,
      seed,
      meanHeartRateBpm: 240,
      sdHeartRateBpm: 0,
    });
    const { samples } = recording.leads[0];
    for (const peak of referencePeaks(annotations).filter((each) => each > 40)) {
      // 50 ms before its peak no QRS has begun.
      const slope = Math.abs(samples[peak - 25] - samples[peak - 30]);
      expect(slope).toBeLessThan(0.03 * Math.abs(samples[peak]));
    }
  }
});

test('a normal QRS lasts about 40 ms at a tenth of its height, a ventricular one more than twice as long', () => {
  const { recording, annotations } = synthesizeRecording({
    ...tenSeconds,
    ...clean,
    durationSeconds: 60,
    ventricularEctopicsPerMinute: 10,
  });
  const { samples } = recording.leads[0];
  const widths = (symbol: string) =>
    annotations
      .filter((beat) => beat.symbol === symbol && beat.sample > 100 && beat.sample < samples.length - 100)
      .map(({ sample }) => widthMs(samples, sample, 500));

  expect(widths('V').length).toBeGreaterThan(3);
  expect(Math.max(...widths('N'))).toBeLessThan(60);
  expect(Math.min(...widths('V'))).toBeGreaterThan(90);
});

test('the beats do not depend on the noise', () => {
  const quiet = synthesizeRecording({ ...tenSeconds, ...clean });
  const loud = synthesizeRecording({ ...tenSeconds, noise: { 'electrode-motion': 1 }, snrDb: -6 });

  expect(loud.annotations).toEqual(quiet.annotations);
  expect(loud.recording.leads).not.toEqual(quiet.recording.leads);
});

test('6 dB less signal-to-noise ratio is twice the noise', () => {
  const samplesAt = (options: Partial<SynthesisOptions>) =>
    synthesizeRecording({ ...tenSeconds, noise: { muscle: 1 }, ...options }).recording.leads[0].samples;
  const quiet = samplesAt(clean);
  const rms = (snrDb: number) =>
    Math.sqrt(samplesAt({ snrDb }).reduce((sum, x, i) => sum + (x - quiet[i]) ** 2, 0) / quiet.length);

  expect(rms(0) / rms(20 * Math.log10(2))).toBeCloseTo(2, 3);
});

test('whoever the patient is, samples are finite and beats ascend at a possible rate', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { recording, annotations } = synthesizeRecording({
      ...tenSeconds,
      samplingRate: 250,
      seed,
      leads: ['II', 'V1'],
      ...randomPatient(createRandom(seed)),
    });
    for (const { samples } of recording.leads) expect(samples.every(Number.isFinite)).toBe(true);

    const peaks = referencePeaks(annotations);
    expect(peaks.length).toBeGreaterThan(1);
    for (let i = 1; i < peaks.length; i++) {
      const rrSeconds = (peaks[i] - peaks[i - 1]) / 250;
      expect(rrSeconds).toBeGreaterThan(0.2);
      expect(rrSeconds).toBeLessThan(7);
    }
  }
});

test('options that make no sense are refused before the first piece is asked for', () => {
  const refused: Partial<SynthesisOptions>[] = [
    { durationSeconds: 0 },
    { durationSeconds: Number.NaN },
    { durationSeconds: Number.POSITIVE_INFINITY },
    { samplingRate: 50 },
    { samplingRate: Number.NaN },
    { seed: 0.5 },
    { leads: [] },
    { leads: ['II', 'II'] },
    { leads: ['X' as LeadName] },
    { meanHeartRateBpm: 19 },
    { meanHeartRateBpm: 301 },
    { snrDb: Number.NaN },
    { atrialFibrillationShare: 2 },
  ];
  for (const options of refused) {
    expect(() => synthesize({ ...tenSeconds, ...options }), JSON.stringify(options)).toThrow(
      InvalidArgumentError,
    );
    expect(() => synthesizeRecording({ ...tenSeconds, ...options })).toThrow(InvalidArgumentError);
  }
});
