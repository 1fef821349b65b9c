import { expect, test } from 'vitest';
import { type Dipole, LEAD_NAMES, project, projectAll } from './leads.ts';

const dipole: Dipole = [0.9, -0.4, 0.7];

test('the limb leads obey Einthoven and Goldberger', () => {
  const [i, ii, iii, aVR, aVL, aVF] = projectAll(dipole, ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);

  expect(iii).toBeCloseTo(ii - i, 12);
  expect(aVR).toBeCloseTo(-(i + ii) / 2, 12);
  expect(aVL).toBeCloseTo(i - ii / 2, 12);
  expect(aVF).toBeCloseTo(ii - i / 2, 12);
});

test('a dipole to the left is seen by I and V6, one to the feet by II and aVF, one to the front by V2', () => {
  const largest = (direction: Dipole) =>
    LEAD_NAMES.toSorted((a, b) => project(direction, b) - project(direction, a)).slice(0, 4);

  expect(largest([1, 0, 0])).toContain('V6');
  expect(project([1, 0, 0], 'I')).toBeGreaterThan(0.6);
  expect(largest([0, 1, 0])).toEqual(['III', 'aVF', 'II', 'V2']);
  expect(largest([0, 0, -1])[0]).toBe('V2');
});
