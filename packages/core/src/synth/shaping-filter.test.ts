import { expect, test } from 'vitest';
import { cascade, highPass, lowPass, unitGain } from './shaping-filter.ts';

const FS = 1000;

/** Amplitude of a sine after the filter, once it has settled. */
function gainAt(frequencyHz: number, filter: (block: Float64Array) => void): number {
  const block = Float64Array.from({ length: 10 * FS }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / FS),
  );
  filter(block);
  return Math.max(...block.subarray(5 * FS));
}

test('a low-pass keeps what is constant and halves the power at its cutoff', () => {
  const constant = new Float64Array(5 * FS).fill(1);
  lowPass(10, FS)(constant);

  expect(constant[constant.length - 1]).toBeCloseTo(1, 9);
  expect(gainAt(10, lowPass(10, FS))).toBeCloseTo(Math.SQRT1_2, 1);
  expect(gainAt(100, lowPass(10, FS))).toBeLessThan(0.12);
});

test('a high-pass removes what is constant and keeps what is fast', () => {
  const constant = new Float64Array(5 * FS).fill(1);
  highPass(10, FS)(constant);

  expect(constant[constant.length - 1]).toBeCloseTo(0, 9);
  expect(gainAt(10, highPass(0.1, FS))).toBeCloseTo(1, 2);
});

test('blocks give what the whole gives', () => {
  const create = () => cascade(lowPass(20, FS), highPass(1, FS));
  const whole = Float64Array.from({ length: 300 }, (_, i) => (i * 7919) % 13);
  const inBlocks = whole.slice();
  create()(whole);
  const filter = create();
  for (let start = 0; start < 300; start += 100) filter(inBlocks.subarray(start, start + 100));

  expect(inBlocks).toEqual(whole);
});

test('the gain makes up for what the filter takes', () => {
  const halve = (block: Float64Array) => {
    for (let i = 0; i < block.length; i++) block[i] /= 2;
  };

  expect(unitGain(halve, 10)).toBe(2);
  // Impulse response w(1 − w)^i with w = 0.5: energy 0.25 / (1 − 0.25) = 1/3.
  const half = lowPass((Math.LN2 / (2 * Math.PI)) * FS, FS);
  expect(unitGain(half, 100)).toBeCloseTo(Math.sqrt(3), 9);
});
