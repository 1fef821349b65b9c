import { expect, test } from 'vitest';
import { FormatUnsupportedError } from '../errors.ts';
import { bytesSource, fileSet } from '../formats/byte-source.ts';
import { encodeAnnotations } from '../formats/wfdb/annotations.ts';
import { readWfdbReference } from './reference.ts';

const text = (words: string) => new TextEncoder().encode(words);
/** @param header - of the record that the annotations belong to */
const read = (bytes: Uint8Array, header?: string) =>
  readWfdbReference(
    bytesSource('100.atr', bytes),
    fileSet(header === undefined ? [] : [bytesSource('100.hea', text(header))]),
  );
const mark = (sample: number, symbol: string) => ({
  sample,
  symbol,
  subtype: 0,
  channel: 0,
  number: 0,
  aux: '',
});

test('beats are read, and flutter as what is left out', async () => {
  const marks = [mark(10, 'N'), mark(20, '['), mark(30, ']'), mark(40, '+'), mark(50, 'V'), mark(60, '[')];
  expect(await read(encodeAnnotations(marks))).toEqual({
    beats: Int32Array.of(10, 50),
    excluded: [
      { start: 20, end: 31 },
      { start: 60, end: Number.POSITIVE_INFINITY },
    ],
    samplingRate: null,
  });
});

test.each(['%PDF-1.7 and so on', 'noise at 8 s\n', 'Müller', '\ufeffnotes here'])(
  'text is no annotations, though letters are codes of beats: %j',
  async (words) => {
    await expect(read(text(words))).rejects.toThrow(FormatUnsupportedError);
  },
);

test('a file without anything in it has no beats', async () => {
  expect((await read(new Uint8Array(0))).beats).toHaveLength(0);
});

test.each([
  ['the frames of the header', '100 2 125 1500\nr.dat 16x4 200\nr.dat 16 1/mmHg', 125],
  ["WFDB's default where the header says none", '100 1\n100.dat 16', 250],
  ['the frames of a record of segments', '100/1 1 360\na 100', 360],
  ['the recording itself where only its segments say', '100/1 1\na 100', null],
  ['the recording itself where the header is broken', 'no header', null],
  ['the recording itself without a header', undefined, null],
])('a file that does not say its rate counts %s', async (_, header, samplingRate) => {
  expect((await read(encodeAnnotations([mark(1250, 'N')]), header)).samplingRate).toBe(samplingRate);
});

test('the rate that a file says comes before that of the header', async () => {
  const bytes = encodeAnnotations([mark(5000, 'N')], { samplingRate: 500 });
  expect((await read(bytes, '100 1 125 1500\nr.dat 16x4 200')).samplingRate).toBe(500);
});
