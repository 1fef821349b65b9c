import { expect, test } from 'vitest';
import { type Patient, RESTING_PATIENT } from './patient.ts';
import { createRandom } from './random.ts';
import { type RhythmBeat, rhythm } from './rhythm.ts';

/** The beats of the first minutes, with the interval before each. */
function beatsOf(changes: Partial<Patient>, minutes = 30): (RhythmBeat & { rrSeconds: number })[] {
  const beats = rhythm({ ...RESTING_PATIENT, ...changes }, 0, createRandom(1));
  const drawn = [];
  let previous = beats.next().value;
  for (; previous.timeSeconds < 60 * minutes; ) {
    const beat = beats.next().value;
    drawn.push({ ...beat, rrSeconds: beat.timeSeconds - previous.timeSeconds });
    previous = beat;
  }
  return drawn;
}

const countOf = (beats: RhythmBeat[], symbol: string) =>
  beats.filter((beat) => beat.symbol === symbol).length;

test.each([20, 30, 40, 70, 150, 180, 210, 240, 270, 300])(
  'a heart of %d bpm beats as often, within 2 %%',
  (meanHeartRateBpm) => {
    const beats = beatsOf({ meanHeartRateBpm });

    expect(beats.length / 30 / meanHeartRateBpm).toBeGreaterThan(0.98);
    expect(beats.length / 30 / meanHeartRateBpm).toBeLessThan(1.02);
  },
);

test.each([20, 300])('a regular heart of %d bpm keeps its intervals', (meanHeartRateBpm) => {
  for (const { rrSeconds } of beatsOf({ meanHeartRateBpm, sdHeartRateBpm: 0 }, 5)) {
    expect(rrSeconds).toBeCloseTo(60 / meanHeartRateBpm, 9);
  }
});

test('a healthy heart at rest has normal beats only, between 600 and 1100 ms apart', () => {
  for (const beat of beatsOf({})) {
    expect(beat.symbol).toBe('N');
    expect(beat.fibrillating).toBe(false);
    expect(beat.rrSeconds).toBeGreaterThan(0.6);
    expect(beat.rrSeconds).toBeLessThan(1.1);
  }
});

test('ventricular beats come early and are followed by a compensatory pause', () => {
  const beats = beatsOf({ ventricularEctopicsPerMinute: 6, sdHeartRateBpm: 0 });
  const dueSeconds = 60 / 70;

  expect(countOf(beats, 'V') / 30).toBeGreaterThan(5);
  expect(countOf(beats, 'V') / 30).toBeLessThan(8);
  for (const [i, beat] of beats.entries()) {
    if (beat.symbol !== 'V') continue;
    expect(beat.rrSeconds).toBeLessThan(0.75 * dueSeconds);
    const next = beats[i + 1];
    if (next?.symbol === 'N' && beats[i - 1]?.symbol === 'N') {
      expect(beat.rrSeconds + next.rrSeconds).toBeCloseTo(2 * dueSeconds, 6);
    }
  }
});

test('with as many ventricular beats as half the heart rate, every second beat is one', () => {
  const beats = beatsOf({ ventricularEctopicsPerMinute: 40 });

  expect(beats.every(({ symbol }, i) => symbol === 'V' || beats[i - 1]?.symbol !== 'N')).toBe(true);
});

test('atrial beats come early, without a full compensatory pause', () => {
  const beats = beatsOf({ supraventricularEctopicsPerMinute: 6, sdHeartRateBpm: 0 });
  const dueSeconds = 60 / 70;

  expect(countOf(beats, 'A') / 30).toBeGreaterThan(5);
  expect(countOf(beats, 'A') / 30).toBeLessThan(7);
  for (const [i, beat] of beats.entries()) {
    if (beat.symbol !== 'A' || i + 1 === beats.length) continue;
    expect(beat.rrSeconds).toBeLessThan(0.8 * dueSeconds);
    expect(beat.rrSeconds + beats[i + 1].rrSeconds).toBeLessThan(2 * dueSeconds);
  }
});

test('atrial fibrillation is irregular for the share of time asked for', () => {
  const beats = beatsOf({ atrialFibrillationShare: 0.5 }, 120);
  const fibrillating = beats.filter((beat) => beat.fibrillating);
  const time = fibrillating.reduce((sum, { rrSeconds }) => sum + rrSeconds, 0);
  const mean = time / fibrillating.length;
  const squares = fibrillating.reduce((sum, { rrSeconds }) => sum + (rrSeconds - mean) ** 2, 0);

  expect(time / 7200).toBeGreaterThan(0.4);
  expect(time / 7200).toBeLessThan(0.6);
  expect(Math.sqrt(squares / fibrillating.length) / mean).toBeGreaterThan(0.15);
  expect(beatsOf({ atrialFibrillationShare: 1 }).every((beat) => beat.fibrillating)).toBe(true);
});

test('pauses last 2 to 6 s', () => {
  const pauses = beatsOf({ pausesPerMinute: 1 }).filter(({ rrSeconds }) => rrSeconds > 1.2);

  expect(pauses.length).toBeGreaterThan(15);
  expect(Math.min(...pauses.map(({ rrSeconds }) => rrSeconds))).toBeGreaterThanOrEqual(2);
  expect(Math.max(...pauses.map(({ rrSeconds }) => rrSeconds))).toBeLessThanOrEqual(6);
});

test('episodes make the heart clearly faster and slower for a while', () => {
  const beats = beatsOf({ rateEpisodesPerHour: 12 }, 240);
  const heartRates = beats.map(({ adaptedRrSeconds }) => 60 / adaptedRrSeconds);

  expect(Math.max(...heartRates)).toBeGreaterThan(100);
  expect(Math.min(...heartRates)).toBeLessThan(52);
});

test('no two beats are closer than 300 ms, however fast and ectopic the heart', () => {
  const beats = beatsOf({
    meanHeartRateBpm: 150,
    sdHeartRateBpm: 15,
    ventricularEctopicsPerMinute: 30,
    supraventricularEctopicsPerMinute: 30,
    atrialFibrillationShare: 0.3,
    rateEpisodesPerHour: 30,
  });

  expect(Math.min(...beats.map(({ rrSeconds }) => rrSeconds))).toBeGreaterThan(0.299);
});
