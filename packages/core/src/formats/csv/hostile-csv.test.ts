import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EcgError, FormatUnsupportedError } from '../../errors.ts';
import { readWhole } from '../../recording/recording.ts';
import { bytesSource } from '../byte-source.ts';
import { isText, openCsv } from './open-csv.ts';

const RATE = { samplingRate: 250 };

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function readEverything(bytes: Uint8Array, options = {}): Promise<void> {
  await readWhole(await openCsv(bytesSource('a.csv', bytes), options));
}

/** Resolves when the file is read or refused in words; any other error is a bug. */
async function expectNoBug(bytes: Uint8Array): Promise<void> {
  for (const options of [{}, RATE]) {
    try {
      await readEverything(bytes, options);
    } catch (error) {
      if (!(error instanceof EcgError)) throw error;
    }
  }
}

const TABLES = [
  "'Elapsed time','MLII','V5'\n'hh:mm:ss.mmm','mV','uV'\n'0:00.000',-0.145,65\n'0:00.004',-0.1,\n'0:00.008',0,-\n",
  'time;I (µV);II [mV]\r\n0,000;1,5;2\r\n0,002;NaN;3e-1\r\n0,008;1;2\r\n',
  '# comment\n2024-01-31T10:00:00.000Z\t1.25\n2024-01-31T10:00:00.004Z\t-1.5\n',
  '0 1\n0.01 2.5\n0.02 -7\n',
].map(bytesOf);

const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...Array.from(',;\t \n\r"\'#%.:-+eE019TZN', (character) => character.charCodeAt(0))),
);

test('a table that is cut off anywhere is read or refused in words', async () => {
  for (const bytes of TABLES) {
    for (let length = 0; length < bytes.length; length++) await expectNoBug(bytes.slice(0, length));
  }
});

test('any bytes of any table may be wrong', async () => {
  const change = fc.tuple(fc.nat(), byte, fc.constantFrom(0, 1));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TABLES),
      fc.array(change, { maxLength: 6 }),
      async (bytes, changes) => {
        const mutated = Array.from(bytes);
        for (const [at, value, replaced] of changes) mutated.splice(at % mutated.length, replaced, value);
        await expectNoBug(Uint8Array.from(mutated));
      },
    ),
    { numRuns: 1000 },
  );
});

test('a table made of nothing but special characters is read or refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(byte, { maxLength: 60 }), (values) => expectNoBug(Uint8Array.from(values))),
    { numRuns: 500 },
  );
});

test.each([
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x31, 0, 0x0a, 0), /UTF-16/],
  ['UTF-16 of the other order', Uint8Array.of(0xfe, 0xff, 0, 0x31, 0, 0x0a), /UTF-16/],
  ['binary data', Uint8Array.of(1, 2, 3, 0, 5), /binary/],
  ['an empty file', new Uint8Array(0), /binary|no rows/],
  ['comments only', bytesOf('# nothing\n\n'), /no rows/],
  ['a header only', bytesOf('I,II\n'), /header and no rows/],
  ['a letter', bytesOf('This is a letter and no ECG.\n'.repeat(40)), /text without rows of numbers/],
  ['a time column only', bytesOf('time,sample\n0,1\n0.1,2\n'), /none with an ECG/],
  ['a line of two MiB', bytesOf(`1,2\n3,4\n5,${'6'.repeat(2 ** 21)}\n`), /longer than 1 MiB/],
  ['a line that never ends', bytesOf('1'.repeat(2 ** 22)), /longer than 1 MiB/],
  ['thousands of columns', bytesOf(`${'1,'.repeat(1500)}1\n`.repeat(3)), /more than 1024 columns/],
])('%s is refused', async (_, bytes, message) => {
  const error = await readEverything(bytes, RATE).catch((reason) => reason);
  expect(error).toBeInstanceOf(FormatUnsupportedError);
  expect(error.message).toMatch(message);
});

test('times that no number holds are no times', async () => {
  const table = bytesOf('time_ms,ecg\n1700000000000,5\n1700000000004,6\n1e309,7\n1e309,7\n');
  await expect(openCsv(bytesSource('a.csv', table), {})).rejects.toThrow('a.csv, line 4, column 1: "1e309"');
  const first = bytesOf('time,ecg\n1e309,5\n1e309,6\n');
  await expect(openCsv(bytesSource('a.csv', first), {})).rejects.toBeInstanceOf(EcgError);
});

test('1024 columns are read', async () => {
  await readEverything(bytesOf(`${'1,'.repeat(1023)}1\n`.repeat(3)), RATE);
});

test('a megabyte of blanks in a header takes no time', async () => {
  const start = performance.now();
  await expectNoBug(bytesOf(`"(${' '.repeat(2 ** 20 - 100)}"\n1\n2\n`));
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('text is told from binary data', () => {
  expect(isText(bytesOf('time,µV\r\n\t0'))).toBe(true);
  expect(isText(Uint8Array.of(0x31, 0, 0x32))).toBe(false);
  expect(isText(new Uint8Array(0))).toBe(false);
});

test('a letter is not asked for its sampling rate', async () => {
  const letter = bytesOf('This is a letter and no ECG.\n'.repeat(40));
  await expect(readEverything(letter, {})).rejects.toThrow(FormatUnsupportedError);
});
