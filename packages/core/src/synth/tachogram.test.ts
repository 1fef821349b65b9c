import { expect, test } from 'vitest';
import { createRandom } from './random.ts';
import { createTachogram } from './tachogram.ts';

const options = { meanHeartRateBpm: 60, sdHeartRateBpm: 3, lfHfRatio: 2, respirationHz: 0.25 };
const SECONDS = 4000;

function sampledRr(): Float64Array {
  const rr = createTachogram(options, createRandom(5));
  return Float64Array.from({ length: SECONDS }, (_, second) => rr(second));
}

/** Power of the series between two frequencies, by a plain Fourier sum; sampled at 1 Hz. */
function bandPower(series: Float64Array, fromHz: number, toHz: number): number {
  let power = 0;
  for (let k = Math.ceil(fromHz * SECONDS); k < toHz * SECONDS; k++) {
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < series.length; i++) {
      real += series[i] * Math.cos((2 * Math.PI * k * i) / SECONDS);
      imaginary += series[i] * Math.sin((2 * Math.PI * k * i) / SECONDS);
    }
    power += (2 * (real ** 2 + imaginary ** 2)) / SECONDS ** 2;
  }
  return power;
}

test('at 60 ± 3 bpm, RR is 1000 ± 50 ms', () => {
  const rr = sampledRr();
  const mean = rr.reduce((sum, x) => sum + x) / rr.length;
  const sd = Math.sqrt(rr.reduce((sum, x) => sum + (x - mean) ** 2, 0) / rr.length);

  expect(mean).toBeCloseTo(1, 2);
  expect(sd).toBeGreaterThan(0.045);
  expect(sd).toBeLessThan(0.055);
});

test('the power lies around 0.1 Hz and around the respiratory frequency, in the ratio asked for', () => {
  const rr = sampledRr();
  const low = bandPower(rr, 0.05, 0.15);
  const high = bandPower(rr, 0.2, 0.3);

  expect((low + high) / 0.05 ** 2).toBeGreaterThan(0.9);
  expect((low + high) / 0.05 ** 2).toBeLessThan(1.1);
  expect(low / high).toBeGreaterThan(1.7);
  expect(low / high).toBeLessThan(2.3);
  expect(bandPower(rr, 0.15, 0.2) + bandPower(rr, 0.001, 0.05)).toBeLessThan(0.05 * (low + high));
});

test('without variability, RR is constant', () => {
  const rr = createTachogram({ ...options, sdHeartRateBpm: 0 }, createRandom(1));

  expect(rr(0)).toBe(1);
  expect(rr(86_400)).toBe(1);
});
