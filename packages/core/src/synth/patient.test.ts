import { expect, test } from 'vitest';
import { randomPatient } from './patient.ts';
import { createRandom } from './random.ts';

const patients = Array.from({ length: 1000 }, (_, seed) => randomPatient(createRandom(seed)));
const shareOf = (holds: (patient: (typeof patients)[number]) => boolean) =>
  patients.filter(holds).length / patients.length;

test('a random draws the same patient again', () => {
  expect(randomPatient(createRandom(42))).toEqual(patients[42]);
});

test('patients cover rates from 40 to 150 bpm and recordings from 0 to 30 dB', () => {
  const rates = patients.map(({ meanHeartRateBpm }) => meanHeartRateBpm);
  expect(Math.min(...rates)).toBe(40);
  expect(Math.max(...rates)).toBeGreaterThan(140);
  expect(Math.max(...rates)).toBeLessThanOrEqual(150);

  const ratios = patients.map(({ snrDb }) => snrDb);
  expect(Math.min(...ratios)).toBeLessThan(1);
  expect(Math.max(...ratios)).toBeGreaterThan(29);
});

test('most hearts are regular, and every disturbance is there', () => {
  expect(shareOf((p) => p.atrialFibrillationShare > 0)).toBeCloseTo(0.15, 1);
  expect(shareOf((p) => p.ventricularEctopicsPerMinute > 0)).toBeCloseTo(0.4, 1);
  expect(shareOf((p) => p.supraventricularEctopicsPerMinute > 0)).toBeCloseTo(0.25, 1);
  expect(shareOf((p) => p.pausesPerMinute > 0)).toBeCloseTo(0.1, 1);
  for (const kind of ['wander', 'muscle', 'electrode-motion', 'mains-50', 'mains-60', 'spikes'] as const) {
    expect(shareOf((p) => (p.noise[kind] ?? 0) > 0)).toBeGreaterThan(0.05);
  }
});
