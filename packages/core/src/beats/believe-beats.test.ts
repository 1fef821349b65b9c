import { expect, test } from 'vitest';
import { believeBeats } from './believe-beats.ts';

const options = { sureConfidence: 0.8, doubtfulConfidence: 0.5, contextSteps: 500, restSteps: 12 };
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

test('but for those in the rest after a beat: the surer of both is one, or else the earlier', () => {
  expect(believed(...rhythm(), beat(162, 0.9), beat(189, 0.9))).toEqual([
    0, 50, 100, 150, 162, 200, 250, 300,
  ]);
  expect(believed(...rhythm(), beat(161, 0.9), beat(189, 1))).toEqual([0, 50, 100, 150, 189, 250, 300]);
  expect(believed(beat(0, 0.9), beat(11, 0.95))).toEqual([11]);
});

test('which is shorter in a rhythm that leaves no room for it', () => {
  const racing = [0, 10, 20, 30, 40, 50].map((position) => beat(position));
  expect(believed(...racing)).toHaveLength(6);
  expect(believed(...racing, beat(57, 0.9), beat(68, 0.9))).toEqual([0, 10, 20, 30, 40, 50, 68]);
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
