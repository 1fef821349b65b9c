import { expect, test } from 'vitest';
import { evaluated } from '../testing/evaluated.ts';
import { heartRateAgreement } from './agreement.ts';

test('points ascend by their mean, and each knows its record', () => {
  const agreement = heartRateAgreement([
    evaluated({ record: 'fast', heartRate: 122, referenceHeartRate: 120 }),
    evaluated({ record: 'slow', heartRate: 49, referenceHeartRate: 50 }),
    evaluated({ record: 'none', heartRate: null }),
    evaluated({ record: 'no reference', referenceHeartRate: null }),
  ]);
  expect(agreement?.records.map(({ record }) => record)).toEqual(['slow', 'fast']);
  expect(agreement?.means).toEqual(Float64Array.of(49.5, 121));
  expect(agreement?.differences).toEqual(Float64Array.of(-1, 2));
  expect(agreement).toMatchObject({ bias: 0.5, leftOut: 2 });
});

test('fewer than two heart rates show no agreement', () => {
  expect(heartRateAgreement([evaluated(), evaluated({ heartRate: null })])).toBeNull();
});
