import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SamplingRateMissingError } from '../../errors.ts';
import type { RecordingReader } from '../../recording/recording.ts';
import { bytesSource } from '../byte-source.ts';
import { openCsv } from './open-csv.ts';

const GAP = Number.NaN;

function open(text: string, options: { samplingRate?: number } = {}): Promise<RecordingReader> {
  return openCsv(bytesSource('a.csv', new TextEncoder().encode(text)), options);
}

async function lead(reader: RecordingReader, index = 0): Promise<number[]> {
  const samples = await reader.read(index, 0, reader.sampleCount);
  return Array.from(samples, (value) => Number(value.toPrecision(6)));
}

/** Rows of time and one lead; the values count 1, 2, 3 … */
function timed(times: readonly (number | string)[], header = 'time,II\n'): string {
  return header + times.map((time, i) => `${time},${i + 1}\n`).join('');
}

describe('tables of every dialect', () => {
  test('a bare column of numbers', async () => {
    const reader = await open('0.5\n-1\n2e-1\n', { samplingRate: 250 });
    expect(reader).toMatchObject({
      name: 'a.csv',
      format: 'csv',
      leads: [{ name: 'ecg', unit: null }],
      samplingRate: 250,
      sampleCount: 3,
      startTime: null,
      warnings: [],
      annotations: [],
    });
    expect(await lead(reader)).toEqual([0.5, -1, 0.2]);
  });

  test.each([
    ['comma', 'I,II\n1,10\n2,20\n'],
    ['comma and blanks', 'I, II\n1, 10\n 2 ,20 \n'],
    ['semicolon', 'I;II\n1;10\n2;20\n'],
    ['tab', 'I\tII\n1\t10\n2\t20\n'],
    ['tab and blanks', 'I\t II\n  1\t  10\n  2\t  20\n'],
    ['blanks', 'I   II\n  1  10\n 2 20 \n'],
    ['Windows line ends', 'I,II\r\n1,10\r\n2,20\r\n'],
    ['no last line end', 'I,II\n1,10\n2,20'],
    ['quotes', '"I","II"\n"1","10"\n\'2\',20\n'],
    ['comments and blank lines', '# made by hand\n\nI,II\n% units: mV\n1,10\n\n2,20\n'],
    ['a byte order mark', '\ufeffI,II\n1,10\n2,20\n'],
    ['a comma after each row', 'I,II,\n1,10,\n2,20,\n'],
    ['row numbers', ',I,II\n0,1,10\n1,2,20\n2,1,10\n'],
    ['named row numbers', 'sample,I,II\n0,1,10\n1,2,20\n'],
  ])('%s', async (_, text) => {
    const reader = await open(text, { samplingRate: 100 });
    expect(reader.leads.map(({ name }) => name)).toEqual(['I', 'II']);
    expect((await lead(reader, 0)).slice(0, 2)).toEqual([1, 2]);
    expect((await lead(reader, 1)).slice(0, 2)).toEqual([10, 20]);
  });

  test('decimal commas between semicolons', async () => {
    const reader = await open('time;II\n0,000;0,5\n0,002;-1,25\n0,004;3\n');
    expect(reader.samplingRate).toBe(500);
    expect(await lead(reader)).toEqual([0.5, -1.25, 3]);
  });

  test('the CSV of rdsamp, with single quotes and a line of units', async () => {
    const reader = await open(
      "'Elapsed time','MLII','V5'\n'hh:mm:ss.mmm','mV','uV'\n" +
        "'0:00.000',-0.145,65\n'0:00.003',-0.145,65\n'0:00.006',-0.1,70\n'0:00.008',0,75\n",
    );
    expect(reader.leads).toEqual([
      { name: 'MLII', unit: 'mV' },
      { name: 'V5', unit: 'uV' },
    ]);
    expect(await lead(reader, 1)).toEqual([0.065, 0.065, 0.07, 0.075]);
  });

  test('leads without names are numbered, those that share one are told apart', async () => {
    expect((await open('1,2\n3,9\n', { samplingRate: 1 })).leads.map(({ name }) => name)).toEqual(['1', '2']);
    const reader = await open('II,II,\n1,2,3\n', { samplingRate: 1 });
    expect(reader.leads.map(({ name }) => name)).toEqual(['II', 'II (2)', '3']);
  });
});

describe('units', () => {
  test.each([
    ['II (mV)', 'II', 'mV', 1],
    ['ECG [uV]', 'ECG', 'uV', 1e-3],
    ['ECG [µV]', 'ECG', 'µV', 1e-3],
    ['MLII/mV', 'MLII', 'mV', 1],
    ['ecg_V', 'ecg', 'V', 1000],
    ['II (nV)', 'II', 'nV', 1e-6],
    ['II (volts)', 'II', 'volts', 1000],
    ['ecg_Millivolts', 'ecg', 'Millivolts', 1],
    ['II (microvolt)', 'II', 'microvolt', 1e-3],
    ['lead/one', 'lead/one', null, 1],
    ['ecg_min', 'ecg_min', null, 1],
  ])('%s', async (header, name, unit, factor) => {
    const reader = await open(`${header}\n2\n`, { samplingRate: 500 });
    expect(reader.leads).toEqual([{ name, unit }]);
    expect(await reader.read(0, 0, 1)).toEqual(Float32Array.of(2 * factor));
  });

  test('a column may be called min without being time', async () => {
    const reader = await open('min,max\n1,2\n2,4\n3,6\n', { samplingRate: 100 });
    expect(reader.leads.map(({ name }) => name)).toEqual(['min', 'max']);
  });

  test('µ as Excel writes it in Windows-1252', async () => {
    const bytes = new TextEncoder().encode('II (?V)\n2000\n');
    bytes[4] = 0xb5;
    const reader = await openCsv(bytesSource('a.csv', bytes), { samplingRate: 500 });
    expect(reader.leads).toEqual([{ name: 'II', unit: 'µV' }]);
    expect(await lead(reader)).toEqual([2]);
  });

  test('what is no voltage is kept with a warning', async () => {
    const reader = await open('ABP (mmHg)\n120\n', { samplingRate: 100 });
    expect(await lead(reader)).toEqual([120]);
    expect(reader.warnings).toEqual([expect.stringContaining('mmHg')]);
  });
});

describe('the sampling rate', () => {
  test.each([
    ['seconds', timed([0, 0.002, 0.004]), 500],
    ['a column of seconds', timed([0, 0.004, 0.008], 'seconds,II\n'), 250],
    ['milliseconds', timed([0, 2, 4], 'time (ms),II\n'), 500],
    ['milliseconds by name', timed([0, 1, 2], 'ms,II\n'), 1000],
    ['microseconds', timed([0, 2000, 4000], 'time_us,II\n'), 500],
    ['minutes', timed(['0.0000000', '0.0000667', '0.0001333'], 'time (min),II\n'), 250],
    ['a column of minutes', timed(['0.0000000', '0.0000667', '0.0001333'], 'minutes,II\n'), 250],
    ['minutes in a line of units', timed(['0.0000000', '0.0000667', '0.0001333'], 'time,II\nmin,mV\n'), 250],
    ['hours', timed(['0.000000000', '0.000001111', '0.000002222'], 'time_h,II\n'), 250],
    ['times of day', timed(['10:00:00.000', '10:00:00.004', '10:00:00.008']), 250],
    ['date-times', timed(['2024-01-31T10:00:00.000Z', '2024-01-31T10:00:00.008Z']), 125],
    ['milliseconds since 1970', timed([1706695200000, 1706695200002, 1706695200004], 'timestamp,II\n'), 500],
    ['an unnamed first column', '0.000,1\n0.002,5\n0.004,2\n', 500],
    ['exponents', timed(['0.000e+00', '2.000e-03', '4.000e-03']), 500],
  ])('from %s', async (_, text, samplingRate) => {
    const reader = await open(text);
    expect(reader.samplingRate).toBe(samplingRate);
    expect(reader.leads).toHaveLength(1);
  });

  test('360 Hz from times in whole milliseconds', async () => {
    const times = Array.from({ length: 3600 }, (_, i) => (i / 360).toFixed(3));
    expect((await open(timed(times))).samplingRate).toBe(360);
  });

  test('an unnamed step above 1 is taken as milliseconds, with a warning', async () => {
    const reader = await open(timed([0, 4, 8]));
    expect(reader.samplingRate).toBe(250);
    expect(reader.warnings).toEqual([expect.stringContaining('milliseconds')]);
  });

  test.each([
    ['no time column', 'I,II\n1,2\n3,9\n'],
    ['row numbers only', timed([0, 1, 2], 'sample,II\n')],
    ['a time column that counts rows', timed([0, 1, 2])],
    ['two unnamed columns that both rise evenly', '0,1\n0.1,2\n0.2,3\n'],
    ['one row', timed([0])],
  ])('is missing with %s', async (_, text) => {
    await expect(open(text)).rejects.toThrow(SamplingRateMissingError);
  });

  test('the given one wins; a time column that disagrees is ignored with a warning', async () => {
    const reader = await open(timed([0, 0.002, 0.01]), { samplingRate: 250 });
    expect(reader).toMatchObject({ samplingRate: 250, sampleCount: 3 });
    expect(reader.warnings).toEqual([expect.stringContaining('does not agree')]);
  });

  test('a time column that stands still is refused unless a rate is given', async () => {
    await expect(open(timed([0, 0, 0, 0]))).rejects.toThrow(/even step/);
    expect((await open(timed([0, 0, 0, 0]), { samplingRate: 250 })).sampleCount).toBe(4);
  });
});

describe('time', () => {
  test('the first date-time is the start', async () => {
    const zone = await open(timed(['2024-01-31 11:00:00.500+01:00', '2024-01-31 11:00:00.502+01:00']));
    expect(zone.startTime).toEqual(new Date('2024-01-31T10:00:00.500Z'));
    expect(zone.warnings).toEqual([]);
    const noZone = await open(timed(['2024-01-31 11:00:00.500', '2024-01-31 11:00:00.502']));
    expect(noZone.startTime).toEqual(new Date('2024-01-31T11:00:00.500Z'));
    expect(noZone.warnings).toEqual([expect.stringContaining('UTC')]);
  });

  test('times of day go on after midnight', async () => {
    const reader = await open(timed(['23:59:59.996', '23:59:59.998', '0:00:00.000', '0:00:00.002']));
    expect(reader).toMatchObject({ samplingRate: 500, sampleCount: 4, warnings: [] });
  });

  test('missing rows become a gap of as many samples', async () => {
    const reader = await open(timed([0, 0.01, 0.02, 0.05, 0.06, 0.08]));
    expect(reader).toMatchObject({ samplingRate: 100, sampleCount: 9 });
    expect(await lead(reader)).toEqual([1, 2, 3, GAP, GAP, 4, 5, GAP, 6]);
    expect(Array.from(await reader.read(0, 4, 8))).toEqual([GAP, 4, 5, GAP]);
    expect(reader.warnings).toEqual([expect.stringContaining('3 missing samples')]);
  });

  test('a jump of many hours is refused', async () => {
    await expect(open(timed([0, 0.001, 0.002, 20_000]))).rejects.toThrow(/split it there/);
  });

  test('uneven steps are read as even ones, with a warning', async () => {
    const reader = await open(timed([0, 0.01, 0.02, 0.033, 0.043, 0.05]));
    expect(reader.sampleCount).toBe(6);
    expect(reader.warnings).toEqual([expect.stringMatching(/2 of 5 time steps/)]);
  });

  test.each([
    ['seconds', [0, 0.01, 0.02, 0.01]],
    ['times of day', ['10:00:00.00', '10:00:00.01', '10:00:00.02', '10:00:00.01']],
  ])('%s that go back are an error with its line', async (_, times) => {
    await expect(open(timed(times))).rejects.toMatchObject({ where: 'line 5' });
  });

  test('every other row may be missing later on, and any piece equals that of the whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => i + Math.max(0, i - 300));
    const reader = await open(timed(rows.map((row) => (row / 100).toFixed(2))));
    expect(reader.sampleCount).toBe(39_699);
    const whole = await reader.read(0, 0, reader.sampleCount);
    expect(Array.from(whole.slice(298, 305))).toEqual([299, 300, 301, GAP, 302, GAP, 303]);
    expect(await reader.read(0, 12_345, 30_001)).toEqual(whole.slice(12_345, 30_001));
    expect(await reader.read(0, 301, 302)).toEqual(Float32Array.of(GAP));
  });
});

describe('missing and wrong values', () => {
  test.each(['', 'NaN', 'nan', 'null', '-', 'NA', 'inf', '1e99'])('"%s" is a gap', async (value) => {
    const reader = await open(`I,II\n1,5\n${value},7\n`, { samplingRate: 100 });
    expect(await lead(reader)).toEqual([1, GAP]);
  });

  test.each([
    ['a word', 'I,II\n1,2\n3,x\n', 'line 3, column 2', '"x" is not a number'],
    ['two decimal marks', 'I;II\n1;2\n# c\n\n1.234,5;4\n', 'line 5, column 1', 'is not a number'],
    ['a field too few', 'I,II\n1,2\n3,4\n5\n', 'line 4', 'the row has 1 fields'],
    ['a field too many', 'I,II\n1,2\n3,4\n5,6,7\n', 'line 4', 'the row has 3 fields'],
    ['an open quote', 'I,II\n1,2\n3,4\n"5,6\n', 'line 4', 'a quote that does not end'],
    ['text after a quote', 'I,II\n1,2\n3,4\n"5"6,6\n', 'line 4, column 1', 'is not a number'],
    ['a header of another width', 'I,II,III\n1,2\n3,4\n5,6\n', 'line 1', 'names 3 columns'],
    ['a time that is none', timed([0, 0.01, 0.02, 'x']), 'line 5, column 1', 'is not a time'],
    ['a time that is missing', timed([0, 0.01, 0.02, '']), 'line 5, column 1', 'is not a time'],
  ])('%s is an error that says where', async (_, text, where, reason) => {
    const error = await open(text, text.startsWith('time') ? {} : { samplingRate: 100 }).catch((e) => e);
    expect(error).toMatchObject({ code: 'FILE_CORRUPT', where });
    expect(error.message).toContain(reason);
  });
});

/** More rows than one block holds and than lie between two marks of the index. */
const LONG_ROWS = 9000;
const longTable = [
  'time,I,II',
  ...Array.from(
    { length: LONG_ROWS },
    (_, i) => `${(i / 500).toFixed(3)},${i},-${String(i).padStart(120, '0')}.5`,
  ),
].join('\n');

test('a table longer than a block is read whole and in any pieces', async () => {
  const reader = await open(longTable);
  expect(reader).toMatchObject({ samplingRate: 500, sampleCount: LONG_ROWS, warnings: [] });
  const whole = await reader.read(1, 0, LONG_ROWS);
  expect(whole).toEqual(Float32Array.from({ length: LONG_ROWS }, (_, i) => -i - 0.5));
  await fc.assert(
    fc.asyncProperty(fc.nat(LONG_ROWS), fc.nat(LONG_ROWS), async (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      expect(await reader.read(1, start, end)).toEqual(whole.slice(start, end));
    }),
    { numRuns: 30 },
  );
});

test('what was written is read back as the nearest float', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.float({ noDefaultInfinity: true }), fc.double({ min: -1e4, max: 1e4, noNaN: true })),
        {
          minLength: 3,
          maxLength: 50,
        },
      ),
      async (rows) => {
        // A negative zero is written as 0.
        const text = rows.map(([a, b]) => `${a},${b}`).join('\n');
        const reader = await open(`I,II\n${text}`, { samplingRate: 100 });
        expect(await reader.read(0, 0, rows.length)).toEqual(Float32Array.from(rows, ([a]) => a + 0));
        expect(await reader.read(1, 0, rows.length)).toEqual(Float32Array.from(rows, ([, b]) => b + 0));
      },
    ),
  );
});
