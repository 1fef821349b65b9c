import { expect, test } from 'vitest';
import { FormatUnsupportedError } from '../errors.ts';
import { bytesSource } from '../formats/byte-source.ts';
import { encodeAnnotations } from '../formats/wfdb/annotations.ts';
import { readWfdbReference } from './reference.ts';

const read = (bytes: Uint8Array) => readWfdbReference(bytesSource('100.atr', bytes));
const text = (words: string) => new TextEncoder().encode(words);

test('beats are read, and flutter as what is left out', async () => {
  const mark = (sample: number, symbol: string) => ({
    sample,
    symbol,
    subtype: 0,
    channel: 0,
    number: 0,
    aux: '',
  });
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
