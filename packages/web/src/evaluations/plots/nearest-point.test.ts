import { expect, test } from 'vitest';
import { nearestPoint } from './nearest-point.ts';

test('the nearer of two points within reach', () => {
  expect(nearestPoint([0, 10], [0, 0], { x: 4, y: 0 })).toBe(0);
  expect(nearestPoint([0, 10], [0, 0], { x: 6, y: 3 })).toBe(1);
});

test('nothing where none is within reach, or none is drawn', () => {
  expect(nearestPoint([0], [0], { x: 30, y: 40, reach: 49 })).toBeNull();
  expect(nearestPoint([0], [0], { x: 30, y: 40, reach: 50 })).toBe(0);
  expect(nearestPoint([Number.NaN], [0], { x: 0, y: 0 })).toBeNull();
  expect(nearestPoint([], [], { x: 0, y: 0 })).toBeNull();
});
