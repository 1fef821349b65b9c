import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidArgumentError } from '../errors.ts';
import { blandAltman } from './bland-altman.ts';

test('bias and limits of four pairs, by hand', () => {
  const measured = Float64Array.of(61, 72, 80, 93);
  const reference = Float64Array.of(60, 70, 81, 90);
  // Differences 1, 2, −1, 3: mean 1.25; squares 0.0625 + 0.5625 + 5.0625 + 3.0625 = 8.75; √(8.75/3) = 1.7078.
  const result = blandAltman(measured, reference);
  expect(result?.means).toEqual(Float64Array.of(60.5, 71, 80.5, 91.5));
  expect(result?.differences).toEqual(Float64Array.of(1, 2, -1, 3));
  expect(result?.bias).toBe(1.25);
  expect(result?.standardDeviation).toBeCloseTo(1.7078, 4);
  expect(result?.lowerLimit).toBeCloseTo(1.25 - 1.96 * 1.7078, 3);
  expect(result?.upperLimit).toBeCloseTo(1.25 + 1.96 * 1.7078, 3);
});

test("the paper's own example: peak flow by a large and a mini meter, bias −2.1 l/min, standard deviation 38.8 l/min", () => {
  const large = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
  const mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];
  const result = blandAltman(Float64Array.from(large), Float64Array.from(mini));
  expect(result?.bias).toBeCloseTo(-2.1, 1);
  expect(result?.standardDeviation).toBeCloseTo(38.8, 1);
});

test('one pair has no spread, and so no limits', () => {
  expect(blandAltman(Float64Array.of(60), Float64Array.of(61))).toBeNull();
  expect(blandAltman(new Float64Array(0), new Float64Array(0))).toBeNull();
});

test('two lists of different length are refused', () => {
  expect(() => blandAltman(Float64Array.of(60, 61), Float64Array.of(60))).toThrow(InvalidArgumentError);
});

const pairs = fc.array(fc.tuple(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 20, max: 300 })), {
  minLength: 2,
  maxLength: 50,
});
const column = (rows: [number, number][], index: 0 | 1) => Float64Array.from(rows, (row) => row[index]);

test('taking the other as the reference turns the signs; adding to both changes the means only', () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const [a, b] = [column(rows, 0), column(rows, 1)];
      const there = blandAltman(a, b)!;
      const back = blandAltman(b, a)!;
      expect(back.bias).toBeCloseTo(-there.bias, 9);
      expect(back.upperLimit).toBeCloseTo(-there.lowerLimit, 9);
      const shifted = blandAltman(
        a.map((value) => value + 7),
        b.map((value) => value + 7),
      )!;
      expect(shifted.bias).toBeCloseTo(there.bias, 9);
      expect(shifted.means[0]).toBeCloseTo(there.means[0] + 7, 9);
    }),
  );
});
