import { expect, test } from 'vitest';
import { createRandom, xoshiro128 } from './random.ts';

test('xoshiro128** gives the numbers of its authors’ code for the state 1, 2, 3, 4', () => {
  const next = xoshiro128(Uint32Array.of(1, 2, 3, 4));

  // By head for the first: 2 · 5 = 10, rotated left by 7 is 1280, times 9 is 11520.
  expect(Array.from({ length: 6 }, next)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
});

test('a seed gives the same numbers again, and another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);

  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7)).not.toEqual(draw(-7));
  expect(draw(7)).not.toEqual(draw(7 + 2 ** 32));
});

test('a fork depends on its name and the seed, not on what was drawn before', () => {
  const fresh = createRandom(1);
  const used = createRandom(1);
  used.gaussian();

  expect(used.fork('beats').next()).toBe(fresh.fork('beats').next());
  expect(fresh.fork('beats').next()).not.toBe(fresh.fork('noise').next());
  expect(createRandom(2).fork('beats').next()).not.toBe(fresh.fork('beats').next());
});

test('normal numbers have mean 0 and variance 1', () => {
  const { gaussian } = createRandom(1);
  const numbers = Array.from({ length: 20_000 }, gaussian);
  const mean = numbers.reduce((sum, x) => sum + x) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;

  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

test('between, chance and pick keep to their bounds', () => {
  const random = createRandom(3);
  for (let i = 0; i < 1000; i++) {
    const value = random.between(-2, 5);
    expect(value >= -2 && value < 5).toBe(true);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
    expect(['a', 'b']).toContain(random.pick(['a', 'b']));
  }
});
