import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstAtLeast, nearestIndex } from './search.ts';

const ascending = fc.array(fc.integer({ min: -50, max: 50 })).map((values) => values.sort((a, b) => a - b));

test('the first value that is at least another is found as by looking at each', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: -60, max: 60 }), (values, value) => {
      const found = values.findIndex((each) => each >= value);
      expect(firstAtLeast(values, value)).toBe(found < 0 ? values.length : found);
    }),
  );
});

test('the nearest value is nearer than or as near as every other', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: -60, max: 60 }), (values, value) => {
      const index = nearestIndex(values, value);
      if (values.length === 0) expect(index).toBe(-1);
      else {
        const least = Math.min(...values.map((each) => Math.abs(each - value)));
        expect(Math.abs((values[index] ?? Number.NaN) - value)).toBe(least);
      }
    }),
  );
});
