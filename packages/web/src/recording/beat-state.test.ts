import { expect, test } from 'vitest';
import { type Beats, beatsOf, edited, standing, stepped, withoutEdits } from './beat-state.ts';
import { momentsOf, rateRange } from './moments.ts';
import type { AnalysisReport } from './viewed.ts';

const RATE = 100;
const SAMPLES = 6000;

/** A minute at 60 bpm, of which 20 s to 30 s could not be read. */
function report(): AnalysisReport {
  const beats = Array.from({ length: 60 }, (_, i) => 50 + i * RATE).filter((at) => at < 2000 || at >= 3000);
  return {
    file: 'minute.edf',
    lead: 'II',
    samplingRate: RATE,
    durationSeconds: 60,
    model: { name: 'sinode-qrs-2', version: '1.0.0' },
    heartRate: 60,
    challengeHeartRate: null,
    beats,
    confidence: beats.map((_, i) => 1 - i / 1000),
    rrMs: [],
    quality: {
      verdict: 'good',
      stretches: [
        { startSeconds: 0, endSeconds: 20, verdict: 'good' },
        { startSeconds: 20, endSeconds: 30, verdict: 'unreadable' },
        { startSeconds: 30, endSeconds: 60, verdict: 'good' },
      ],
    },
    warnings: [],
  };
}

const start = () => withoutEdits(Int32Array.from(report().beats));

test('without changes the beats are those of the report', () => {
  const beats = beatsOf(start(), report(), SAMPLES);
  expect(Array.from(beats.samples)).toEqual(report().beats);
  expect(beats.heartRate).toBeCloseTo(60, 9);
  expect(beats.confidence[3]).toBeCloseTo(0.997, 9);
});

test('the interval across what could not be read has no rate', () => {
  const { heartRates, samples } = beatsOf(start(), report(), SAMPLES);
  const across = Array.from(samples).indexOf(1950);
  expect(heartRates[across]).toBeNaN();
  expect(heartRates.filter((bpm) => Number.isNaN(bpm))).toHaveLength(1);
});

test('a beat set by hand has no confidence, and what was moved loses it', () => {
  let edits = edited(start(), { kind: 'add', sample: 2500 }, SAMPLES);
  edits = edits && edited(edits, { kind: 'move', from: 50, to: 55 }, SAMPLES);
  if (edits === null) throw new Error('the changes can be made');
  const { samples, confidence } = beatsOf(edits, report(), SAMPLES);
  expect(confidence[Array.from(samples).indexOf(2500)]).toBeNaN();
  expect(confidence[0]).toBeNaN();
  expect(confidence[1]).toBeCloseTo(0.999, 9);
});

test('a change that cannot be made changes nothing', () => {
  expect(edited(start(), { kind: 'add', sample: 50 }, SAMPLES)).toBeNull();
  expect(edited(start(), { kind: 'add', sample: SAMPLES }, SAMPLES)).toBeNull();
  expect(edited(start(), { kind: 'delete', sample: 51 }, SAMPLES)).toBeNull();
});

test('undo and redo go back and forth, and a new change forgets what was undone', () => {
  const one = edited(start(), { kind: 'delete', sample: 50 }, SAMPLES) ?? start();
  const two = edited(one, { kind: 'delete', sample: 150 }, SAMPLES) ?? one;
  const undone = stepped(two, -1);
  expect(standing(undone)).toEqual([{ kind: 'delete', sample: 50 }]);
  expect(standing(stepped(undone, 1))).toEqual(standing(two));
  expect(standing(stepped(stepped(stepped(undone, -1), -1), -1))).toEqual([]);
  const other = edited(undone, { kind: 'add', sample: 70 }, SAMPLES) ?? undone;
  expect(standing(stepped(other, 1))).toEqual([
    { kind: 'delete', sample: 50 },
    { kind: 'add', sample: 70 },
  ]);
});

/** Beats with these intervals in milliseconds, at 1000 Hz. */
function beatsAt(rrMs: readonly number[], confidence: readonly number[] = []): Beats {
  const samples = [0];
  for (const ms of rrMs) samples.push((samples.at(-1) ?? 0) + ms);
  return {
    samples: Int32Array.from(samples),
    confidence: Float64Array.from(samples, (_, i) => confidence[i] ?? 1),
    rrMs: Float64Array.from(rrMs),
    heartRates: Float64Array.from(rrMs, (ms) => 60_000 / ms),
    heartRate: 60,
  };
}

const times = (count: number, ms: number) => new Array<number>(count).fill(ms);

test('the fastest and the slowest ten beats are found where they are, not one odd interval', () => {
  const beats = beatsAt([...times(15, 1000), 300, 1700, ...times(12, 500), ...times(12, 1500)]);
  const { fastest, slowest } = momentsOf(beats);
  expect(fastest).toEqual({ sample: 19_500, value: 120 });
  expect(slowest).toEqual({ sample: 30_500, value: 40 });
});

test('the longest interval and the least sure beat', () => {
  const { pause, doubtful } = momentsOf(beatsAt([1000, 2600, 1000], [1, 0.9, 0.6, Number.NaN]));
  expect(pause).toEqual({ sample: 2300, value: 2600 });
  expect(doubtful).toEqual({ sample: 3600, value: 0.6 });
});

test('intervals that could not be read are neither fast, slow nor long', () => {
  const beats = beatsAt([...times(5, 1000), 9000, ...times(5, 1000)]);
  beats.heartRates[5] = Number.NaN;
  expect(momentsOf(beats)).toMatchObject({ fastest: null, slowest: null, pause: { value: 1000 } });
});

test('a short recording has a range from beat to beat, one beat has none', () => {
  expect(rateRange(beatsAt([1000, 500]))).toEqual({ slowest: 60, fastest: 120, isBeatToBeat: true });
  expect(rateRange(beatsAt([]))).toBeNull();
});
