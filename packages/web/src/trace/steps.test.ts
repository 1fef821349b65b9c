import { expect, test } from 'vitest';
import { axisStepSeconds, gridMv, gridSeconds } from './steps.ts';
import { PIXELS_PER_MM } from './view.ts';

test('at 25 mm/s and 10 mm/mV the grid is that of ECG paper: squares of 1 and 5 mm', () => {
  const seconds = gridSeconds(25 * PIXELS_PER_MM);
  expect(seconds).toEqual({ fine: 0.04, coarse: 0.2 });
  expect((seconds.fine ?? 0) * 25).toBeCloseTo(1);
  expect(seconds.coarse * 25).toBeCloseTo(5);
  const mv = gridMv(10 * PIXELS_PER_MM);
  expect(mv).toEqual({ fine: 0.1, coarse: 0.5 });
});

test('lines that would be a grey area are left out', () => {
  expect(gridSeconds(60)).toEqual({ fine: null, coarse: 0.2 });
  expect(gridSeconds(1)).toEqual({ fine: null, coarse: 30 });
  expect(gridMv(20)).toEqual({ fine: null, coarse: 0.5 });
});

test.each([
  [95, 90, 1],
  [1000, 90, 0.1],
  [0.0139, 90, 7200],
  [1e-9, 90, 86_400],
])('at %d pixels a second, labels %d pixels apart stand %d s apart', (pixels, least, step) => {
  expect(axisStepSeconds(pixels, least)).toBe(step);
});
