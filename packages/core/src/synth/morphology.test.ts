import { expect, test } from 'vitest';
import { addBeat, shapeOf } from './beat-shape.ts';
import { project } from './leads.ts';
import { randomMorphology } from './morphology.ts';
import { createRandom } from './random.ts';

const FS = 1000;

/** One normal beat of a patient at 2 s, in lead II. */
function drawnBeat(seed: number, adaptedRrSeconds: number): Float32Array {
  const samples = new Float32Array(4 * FS);
  const shape = shapeOf(randomMorphology(1, 'II', createRandom(seed)).normal, ['II']);
  addBeat([samples], 0, FS, shape, { timeSeconds: 2, adaptedRrSeconds, gain: 1 });
  return samples;
}

/** From the R-peak to the highest point or lowest of the T wave, in seconds. */
function rtSeconds(samples: Float32Array): number {
  const afterQrs = samples.subarray(2 * FS + 100).map(Math.abs);
  return (100 + afterQrs.indexOf(Math.max(...afterQrs))) / FS;
}

test('the T wave moves with the square root of RR (Bazett)', () => {
  expect(rtSeconds(drawnBeat(1, 1))).toBeCloseTo(0.285, 2);
  expect(rtSeconds(drawnBeat(1, 0.49))).toBeCloseTo(0.285 * 0.7, 2);
  expect(rtSeconds(drawnBeat(1, 1.44))).toBeCloseTo(0.285 * 1.2, 2);
});

test('the QRS keeps its shape at any rate', () => {
  const around = (rr: number) => Array.from(drawnBeat(1, rr).subarray(2 * FS - 40, 2 * FS + 40));

  // What is left is the foot of the T wave, and of the P wave.
  expect(Math.max(...around(1).map((x, i) => Math.abs(x - around(0.49)[i])))).toBeLessThan(0.01);
});

test('drawing in two pieces gives what drawing at once gives', () => {
  const whole = drawnBeat(2, 1);
  const shape = shapeOf(randomMorphology(1, 'II', createRandom(2)).normal, ['II']);
  const pieces = [0, 1].map((index) => {
    const samples = new Float32Array(2 * FS);
    addBeat([samples], index * 2 * FS, FS, shape, { timeSeconds: 2, adaptedRrSeconds: 1, gain: 1 });
    return samples;
  });

  expect(Float32Array.of(...pieces[0], ...pieces[1])).toEqual(whole);
});

test('the lead asked for shows every patient’s ectopic beats, with a T wave that points the other way', () => {
  for (let seed = 0; seed < 100; seed++) {
    const { ventricular } = randomMorphology(1, 'V1', createRandom(seed));
    const [qrs] = ventricular.ventricular;
    const [t] = ventricular.repolarisation;

    expect(ventricular.atrial).toEqual([]);
    expect(Math.abs(project(qrs.dipole, 'V1'))).toBeGreaterThan(0.5);
    expect(project(qrs.dipole, 'V1') * project(t.dipole, 'V1')).toBeLessThan(0);
  }
});
