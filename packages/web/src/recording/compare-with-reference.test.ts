import { expect, test } from 'vitest';
import { compareWithReference, nextError } from './compare-with-reference.ts';

const reference = { annotator: 'atr', beats: [100, 200, 300, 400], excluded: [] };

test('found, missed and extra, within 150 ms', () => {
  const compared = compareWithReference(reference, Int32Array.of(50, 115, 200, 384, 460), 100);
  expect(Array.from(compared.matched)).toEqual([100, 200]);
  expect(Array.from(compared.missed)).toEqual([300, 400]);
  expect(Array.from(compared.extra)).toEqual([50, 384, 460]);
});

test('where the experts marked the middle only, the edges are not counted', () => {
  const annotated = { ...reference, span: 'annotated', toleranceMs: 20 } as const;
  const compared = compareWithReference(annotated, Int32Array.of(50, 100, 200, 300, 400, 500), 100);
  expect(compared).toMatchObject({ missed: new Int32Array(0), extra: new Int32Array(0) });
});

test('errors are gone through in their order, whichever kind they are', () => {
  const compared = compareWithReference(reference, Int32Array.of(100, 250, 400), 100);
  expect(nextError(compared, -1)).toBe(200);
  expect(nextError(compared, 200)).toBe(250);
  expect(nextError(compared, 250)).toBe(300);
  expect(nextError(compared, 300)).toBeNull();
});
