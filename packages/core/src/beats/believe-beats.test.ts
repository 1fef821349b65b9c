import { expect, test } from 'vitest';
import { believeBeats } from './believe-beats.ts';

const options = { sureConfidence: 0.8, doubtfulConfidence: 0.5, contextSteps: 500 };
const beat = (position: number, confidence = 1) => ({ step: position, position, confidence });
/** Sure beats every 50 steps, without those at the places given. */
const rhythm = (...without: number[]) =>
  [0, 50, 100, 150, 200, 250, 300]
    .filter((position) => !without.includes(position))
    .map((position) => beat(position));
const believed = (...candidates: ReturnType<typeof beat>[]) =>
  believeBeats(
    candidates.sort((a, b) => a.position - b.position),
    options,
  ).map(({ position }) => position);

test('sure beats are believed whatever their rhythm', () => {
  expect(believed(beat(0), beat(13), beat(200, 0.8))).toEqual([0, 13, 200]);
});

test('a doubtful beat is believed where the rhythm has a hole for it', () => {
  expect(believed(...rhythm(150), beat(150, 0.5))).toEqual([0, 50, 100, 150, 200, 250, 300]);
  expect(believed(...rhythm(150), beat(150, 0.49))).toEqual([0, 50, 100, 200, 250, 300]);
});

test('a doubtful one close to a beat is not: it is a T wave or a jolt', () => {
  for (const position of [165, 185]) {
    expect(believed(...rhythm(), beat(position, 0.79))).toEqual([0, 50, 100, 150, 200, 250, 300]);
  }
});

test('the more room there is, the less confidence is asked', () => {
  // A quarter of the way from three tenths to six tenths of the interval asks for a quarter less.
  expect(believed(...rhythm(), beat(168.75, 0.73))).toContain(168.75);
  expect(believed(...rhythm(), beat(168.75, 0.72))).not.toContain(168.75);
  // With room on one side only, that of the other decides.
  expect(believed(...rhythm(200), beat(168.75, 0.72))).not.toContain(168.75);
});

test('of two doubtful ones side by side, the surer one keeps its place', () => {
  expect(believed(...rhythm(150), beat(145, 0.6), beat(158, 0.7))).toEqual([0, 50, 100, 158, 200, 250, 300]);
});

test('without a rhythm to ask, the middle between sure and doubtful decides', () => {
  expect(believed(beat(0), beat(50), beat(100, 0.65), beat(1000, 0.64))).toEqual([0, 50, 100]);
});

test('beats beyond the context make no rhythm', () => {
  expect(believed(...rhythm(), beat(900, 0.64))).toEqual([0, 50, 100, 150, 200, 250, 300]);
  expect(believed(...rhythm(), beat(900, 0.65))).toContain(900);
});
