import { type Annotation, encodeAnnotations } from '@sinode/core';
import { expect, test } from 'vitest';
import { toFile } from '../testing/files.ts';
import { filesAround } from './files-around.ts';
import { findReference } from './find-reference.ts';

const mark = (sample: number, symbol: string): Annotation => ({
  sample,
  symbol,
  subtype: 0,
  channel: 0,
  number: 0,
  aux: '',
});

test('annotations of a record with several samples per frame count frames', async () => {
  const header = 'r 2 125 1500\nr.dat 16x4 200/mV 0 0 0 0 0 II\nr.dat 16 1/mmHg 0 0 0 0 0 ABP';
  const marks = [mark(125, 'N'), mark(250, '['), mark(374, ']'), mark(1250, 'N')];
  const files = [toFile('r.hea', header), toFile('r.atr', encodeAnnotations(marks))];
  const placed = files.map((file) => ({ path: file.name, file }));
  const recording = { samplingRate: 500, sampleCount: 6000 };
  expect(await findReference(filesAround('r.hea', placed), recording, 'II')).toEqual({
    annotator: 'atr',
    beats: [500, 5000],
    excluded: [{ start: 1000, end: 1500 }],
    span: 'all',
  });
});
