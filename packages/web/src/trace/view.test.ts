import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bringIntoView,
  centreOn,
  clampView,
  type Extent,
  fittingGain,
  fittingSpeed,
  PIXELS_PER_MM,
  panBy,
  pixelsPerSecond,
  shownSeconds,
  type View,
  zoomAround,
} from './view.ts';

const day: Extent = { durationSeconds: 86_400, widthPixels: 1200 };
const standard: View = { startSeconds: 0, mmPerSecond: 25, mmPerMv: 10 };

test('25 mm/s are 25 mm of a ruler: 254 mm of paper show 10.16 s', () => {
  expect(shownSeconds(standard, { ...day, widthPixels: 254 * PIXELS_PER_MM })).toBeCloseTo(10.16, 10);
});

test('no view begins before the recording or ends after it', () => {
  expect(clampView({ ...standard, startSeconds: -5 }, day).startSeconds).toBe(0);
  const last = clampView({ ...standard, startSeconds: 90_000 }, day);
  expect(last.startSeconds + shownSeconds(last, day)).toBeCloseTo(86_400, 6);
});

test('the slowest view is the whole recording, the fastest one beat', () => {
  expect(clampView({ ...standard, mmPerSecond: 0 }, day).mmPerSecond).toBe(fittingSpeed(day));
  expect(shownSeconds(clampView({ ...standard, mmPerSecond: 0 }, day), day)).toBeCloseTo(86_400, 6);
  expect(shownSeconds(clampView({ ...standard, mmPerSecond: 1e9 }, day), day)).toBeLessThan(1);
});

test('a recording that is shorter than the paper may be shown at 25 mm/s all the same', () => {
  const short: Extent = { durationSeconds: 10, widthPixels: 1200 };
  expect(clampView(standard, short)).toEqual(standard);
});

test('what is under the pointer stays there while one zooms', () => {
  const extents = fc.record({
    start: fc.double({ min: 1000, max: 80_000, noNaN: true }),
    speed: fc.double({ min: 1, max: 100, noNaN: true }),
    factor: fc.double({ min: 0.5, max: 2, noNaN: true }),
    anchor: fc.double({ min: 0, max: 1200, noNaN: true }),
  });
  fc.assert(
    fc.property(extents, ({ start, speed, factor, anchor }) => {
      const view = { startSeconds: start, mmPerSecond: speed, mmPerMv: 10 };
      const next = zoomAround(view, day, factor, anchor);
      const at = (each: View) => each.startSeconds + anchor / pixelsPerSecond(each);
      expect(at(next)).toBeCloseTo(at(view), 6);
    }),
  );
});

test.each([
  [1.5, 10],
  [0, 10],
  [0.4, 10],
  [0.25, 20],
  [0.02, 40],
  [5, 5],
  [10, 2.5],
  [1000, 2.5],
])('a trace that is %d mV high is drawn at %d mm/mV', (amplitude, gain) => {
  expect(fittingGain(amplitude)).toBe(gain);
});

test('panning there and back is where one was', () => {
  const view = { ...standard, startSeconds: 40_000 };
  expect(panBy(panBy(view, day, 123), day, -123).startSeconds).toBeCloseTo(40_000, 9);
});

test('a moment is put into the middle, and left alone where it is well in sight', () => {
  const centred = centreOn(standard, day, 1000);
  expect(centred.startSeconds + shownSeconds(centred, day) / 2).toBeCloseTo(1000, 9);
  expect(bringIntoView(centred, day, 1002)).toBe(centred);
  expect(bringIntoView(centred, day, 2000)).toEqual(centreOn(standard, day, 2000));
});
