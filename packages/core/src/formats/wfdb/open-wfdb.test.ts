import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../../errors.ts';
import { bytesSource, fileSet } from '../byte-source.ts';
import { openWfdb } from './open-wfdb.ts';
import { encodeSamples } from './testing/encode-samples.ts';
import { countingSource, openText, toBytes, wholeLead } from './testing/records.ts';

const int16 = (...values: number[]) => encodeSamples[16](values);

test('samples are distances from the baseline over the gain, in mV', async () => {
  const reader = await openText(
    'r 2 360 3 10:00:00 24/12/2020\nr.dat 16 200(100)/mV 12 0 0 0 0 II\nr.dat 16 -2 0 0 0 0 0 V1',
    {
      'r.dat': int16(100, 0, 300, 1, 0, 3),
    },
  );
  expect(reader).toMatchObject({
    name: 'r.hea',
    format: 'wfdb',
    leads: [
      { name: 'II', unit: 'mV' },
      { name: 'V1', unit: null },
    ],
    samplingRate: 360,
    sampleCount: 3,
    startTime: new Date('2020-12-24T10:00:00Z'),
    warnings: [],
    annotations: [],
  });
  expect(await wholeLead(reader, 0)).toEqual([0, 1, -0.5]);
  expect(await wholeLead(reader, 1)).toEqual([-0, -0.5, -1.5]);
});

test.each([
  ['mV', 1],
  ['V', 1000],
  ['uV', 0.001],
  ['Volts', 1000],
  ['volt', 1000],
  ['millivolts', 1],
  ['millivolt', 1],
  ['microvolts', 0.001],
  ['microvolt', 0.001],
  ['µV', 0.001],
  ['μV', 0.001],
  ['nV', 0.000001],
])('a lead in %s is turned into mV', async (unit, factor) => {
  const reader = await openText(`r 1 360 1\nr.dat 16 2/${unit} 0 0 0 0 0 I`, { 'r.dat': int16(1000) });
  expect(reader.leads[0].unit).toBe(unit);
  expect(await wholeLead(reader)).toEqual([Math.fround(500 * factor)]);
});

test('a lead without a gain is read with 200 steps per mV, and a warning', async () => {
  const reader = await openText('r 1 360 1\nr.dat 16', { 'r.dat': int16(100) });
  expect(reader.warnings).toEqual([
    'Lead signal 1 is not calibrated: 200 steps of its ADC are taken as 1 mV.',
  ]);
  expect(await wholeLead(reader)).toEqual([0.5]);
});

test.each([
  [16, [-32768, 200]],
  [24, [-8388608, 200]],
  [32, [-2147483648, 200]],
  [61, [-32768, 200]],
  [80, [-128, 100]],
  [160, [-32768, 200]],
  [212, [-2048, 200]],
  [310, [-512, 200]],
  [311, [-512, 200]],
])('the lowest value of format %i marks a gap', async (format, adc) => {
  const reader = await openText(`r 1 360 2\nr.dat ${format} 200`, { 'r.dat': encodeSamples[format](adc) });
  expect(await wholeLead(reader)).toEqual([Number.NaN, adc[1] / 200]);
});

test('what a tiny gain makes larger than a number can be is a gap', async () => {
  const reader = await openText('r 1 360 3\nr.dat 16 1e-300/mV', { 'r.dat': int16(1, 0, -1) });
  expect(await wholeLead(reader)).toEqual([Number.NaN, 0, Number.NaN]);
});

test('format 8 adds up differences from the initial value', async () => {
  const reader = await openText('r 2 360 3\nr.dat 8 1 0 0 10 0 0 I\nr.dat 8 1 0 0 -5 0 0 II', {
    'r.dat': encodeSamples[8]([1, -1, 2, -2, -128, 127]),
  });
  expect(await wholeLead(reader, 0)).toEqual([11, 13, -115]);
  expect(await wholeLead(reader, 1)).toEqual([-6, -8, 119]);
});

test('format 8 read in pieces stays linear and gives what the whole gives, in any order', async () => {
  const frames = 300_000;
  const bytes = Uint8Array.from({ length: 2 * frames }, (_, i) => (i * 7919) >> 5);
  const header = bytesSource('r.hea', toBytes(`r 2 360 ${frames}\nr.dat 8 1\nr.dat 8 1`));
  const counting = countingSource('r.dat', bytes);
  const whole = await (await openWfdb(header, fileSet([bytesSource('r.dat', bytes)]))).read(1, 0, frames);

  const reader = await openWfdb(header, fileSet([counting]));
  for (let start = 0; start < frames; start += 1000) {
    expect(await reader.read(1, start, start + 1000)).toEqual(whole.slice(start, start + 1000));
  }
  expect(counting.bytesRead).toBe(bytes.length);

  counting.bytesRead = 0;
  expect(await reader.read(1, 299_990, 300_000)).toEqual(whole.slice(299_990));
  expect(await reader.read(1, 100_000, 100_010)).toEqual(whole.slice(100_000, 100_010));
  expect(counting.bytesRead).toBeLessThan(2 * 65_536 * 2);
});

test('a file may have a preamble, and signals may lie in several files', async () => {
  const reader = await openText(
    'r 3 360 2\na.dat 16+4 1 0 0 0 0 0 I\na.dat 16+4 1 0 0 0 0 0 II\nb.dat 80 1 0 0 0 0 0 V1',
    {
      'a.dat': [9, 9, 9, 9, ...int16(1, 2, 3, 4)],
      'b.dat': [128 + 5, 128 + 6],
    },
  );
  expect(await wholeLead(reader, 0)).toEqual([1, 3]);
  expect(await wholeLead(reader, 1)).toEqual([2, 4]);
  expect(await wholeLead(reader, 2)).toEqual([5, 6]);
});

test('a skewed signal starts later in its file and ends in a gap', async () => {
  const reader = await openText('r 2 360 4\nr.dat 16 1\nr.dat 16:1 1', {
    'r.dat': int16(1, -9, 2, 1, 3, 2, 4, 3),
  });
  expect(await wholeLead(reader, 0)).toEqual([1, 2, 3, 4]);
  expect(await wholeLead(reader, 1)).toEqual([1, 2, 3, Number.NaN]);

  const padded = await openText('r 1 360 2\nr.dat 16:1 1', { 'r.dat': int16(1, 2, 0, 0) });
  expect(await wholeLead(padded)).toEqual([2, Number.NaN]);
});

describe('a record with signals of several rates or kinds', () => {
  const dat = { 'r.dat': int16(1, 2, 3, 100, 10, 4, 5, 6, 101, 20) };

  test('keeps the fastest voltages and says what it leaves out', async () => {
    const reader = await openText(
      'r 3 250 2\nr.dat 16x3 1/mV 0 0 0 0 0 II\nr.dat 16 1/mmHg 0 0 0 0 0 ABP\nr.dat 16 1/uV 0 0 0 0 0 V',
      dat,
    );
    expect(reader.leads).toEqual([{ name: 'II', unit: 'mV' }]);
    expect(reader).toMatchObject({ samplingRate: 750, sampleCount: 6 });
    expect(reader.warnings).toEqual([
      'ABP is left out: its unit is mmHg, which is not a voltage.',
      'V is left out: it has 250 samples per second, other leads have 750.',
    ]);
    expect(await wholeLead(reader)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Array.from(await reader.read(0, 2, 5))).toEqual([3, 4, 5]);
  });

  test('a faster signal that is no voltage does not set the rate', async () => {
    const reader = await openText(
      'r 2 250 2\nr.dat 16x4 1/NU 0 0 0 0 0 PLETH\nr.dat 16 1/mV 0 0 0 0 0 II',
      dat,
    );
    expect(reader).toMatchObject({ samplingRate: 250, sampleCount: 2, leads: [{ name: 'II', unit: 'mV' }] });
    expect(await wholeLead(reader)).toEqual([10, 20]);
  });

  test('a faster voltage that is no ECG by its name does not set the rate', async () => {
    const reader = await openText(
      'r 2 250 2\nr.dat 16x4 1/mV 0 0 0 0 0 EMG\nr.dat 16 1/mV 0 0 0 0 0 ECG II',
      dat,
    );
    expect(reader).toMatchObject({ samplingRate: 250, leads: [{ name: 'ECG II', unit: 'mV' }] });
    expect(reader.warnings).toEqual([
      'EMG is left out: it has 1000 samples per second, other leads have 250.',
    ]);
    expect(await wholeLead(reader)).toEqual([10, 20]);
  });

  test('without any voltage keeps the fastest of what there is', async () => {
    const reader = await openText(
      'r 2 250 2\nr.dat 16x4 1/NU 0 0 0 0 0 PLETH\nr.dat 16 1/mmHg 0 0 0 0 0 ABP',
      dat,
    );
    expect(reader.leads).toEqual([{ name: 'PLETH', unit: 'NU' }]);
    expect(reader.warnings).toEqual([
      'Lead PLETH is in NU, not in a voltage: its values are kept as they are.',
      'ABP is left out: it has 250 samples per second, other leads have 1000.',
    ]);
    expect(await wholeLead(reader)).toEqual([1, 2, 3, 100, 4, 5, 6, 101]);
  });

  test('does not ask for the files of what it leaves out', async () => {
    const reader = await openText('r 2 250 2\nmissing.dat 16 1/mmHg\nr.dat 16 1', { 'r.dat': int16(1, 2) });
    expect(await wholeLead(reader)).toEqual([1, 2]);
  });
});

test('leads of the same name are numbered', async () => {
  const names = ['II', 'II', 'II (2)', 'II', 'V1'];
  const lines = names.map((name) => `r.dat 16 1 0 0 0 0 0 ${name}`);
  const reader = await openText(`r 5 360\n${lines.join('\n')}`, { 'r.dat': [] });
  expect(reader.leads.map((lead) => lead.name)).toEqual(['II', 'II (2)', 'II (2) (2)', 'II (3)', 'V1']);
});

test('without a sampling rate the 250 Hz of WFDB are assumed, with a warning', async () => {
  const reader = await openText('r 1\nr.dat 16 1', { 'r.dat': int16(1, 2) });
  expect(reader.samplingRate).toBe(250);
  expect(reader.warnings).toEqual([
    "r.hea does not say its sampling rate: 250 Hz, WFDB's default, is assumed.",
  ]);
});

describe('the number of samples', () => {
  test('comes from the file where the header does not say it', async () => {
    const reader = await openText('r 2 360\nr.dat 212 1\nr.dat 212 1', { 'r.dat': [1, 0, 2, 3, 0, 4, 5, 0] });
    expect(reader.sampleCount).toBe(2);
  });

  test('is that of the shortest file', async () => {
    const header = 'r 2 360\na.dat 16 1\nb.dat 16 1';
    expect((await openText(header, { 'a.dat': int16(1, 2, 3), 'b.dat': int16(1, 2) })).sampleCount).toBe(2);
  });

  test('may be less than the file holds', async () => {
    const reader = await openText('r 1 360 1\nr.dat 16 1', { 'r.dat': int16(7, 8, 9) });
    expect(await wholeLead(reader)).toEqual([7]);
  });

  test('must not be more than the file holds', async () => {
    await expect(
      openText('r 2 360 3\nr.dat 212+8 1\nr.dat 212 1'.replace('212 1', '212+8 1'), {
        'r.dat': new Uint8Array(16),
      }),
    ).rejects.toThrow(
      new FileCorruptError(
        'r.dat',
        'byte 16',
        'the file ends here, but r.hea promises 17 bytes: it was cut short or belongs to another record.',
      ),
    );
    await expect(openText('r 1 360 9007199254740991\nr.dat 16 1', { 'r.dat': int16(1) })).rejects.toThrow(
      FileCorruptError,
    );
  });
});

test.each([
  ['r 0 360 10', {}, FormatUnsupportedError, 'r.hea: the record has no signals, so there is no ECG to read.'],
  ['r 1 360 10\n~ 0 200', {}, FormatUnsupportedError, 'r.hea: the record has no signals'],
  ['r 1 360 10\nr.dat 16 200', {}, FileMissingError, 'r.hea needs the file r.dat, which is not beside it.'],
  [
    'r 1 360 10\nr.dat 516 200',
    {},
    FormatUnsupportedError,
    'signal signal 1 is compressed with FLAC (format 516)',
  ],
  ['r 1 360 10\nr.dat 17 200', {}, FormatUnsupportedError, 'signal signal 1 has the storage format 17'],
  ['r 2 360 10\nr.dat 16 1\nr.dat 80 1', {}, FileCorruptError, 'must have the same format and byte offset'],
  ['r 1 360 10\nr.dat 16x99999999 1', {}, FileCorruptError, 'a frame of 99999999 samples is too large'],
])('%j is refused', async (header, files, type, message) => {
  const opening = openText(header, files);
  await expect(opening).rejects.toThrow(type);
  await expect(opening).rejects.toThrow(message);
});

test('a file that is no header is not read at all', async () => {
  const source = { name: 'r.hea', size: 2 ** 40, read: () => Promise.reject(new Error('was read')) };
  await expect(openWfdb(source, fileSet([]))).rejects.toThrow(
    'r.hea, byte 1048576: 1099511627776 bytes are too many',
  );
});

test('a file that shrinks while it is read is reported', async () => {
  const source = { ...bytesSource('r.dat', Uint8Array.from(int16(1, 2))), size: 8 };
  const reader = await openWfdb(bytesSource('r.hea', toBytes('r 1 360 4\nr.dat 16 1')), fileSet([source]));
  await expect(reader.read(0, 0, 4)).rejects.toThrow('r.dat, byte 4: the file ends while being read.');
});

test('reading a piece reads only its bytes', async () => {
  const counting = countingSource('r.dat', new Uint8Array(3 * 100_000));
  const header = bytesSource('r.hea', toBytes('r 2 360 100000\nr.dat 212 1\nr.dat 212 1'));
  const reader = await openWfdb(header, fileSet([counting]));
  await reader.read(1, 5000, 5100);
  expect(counting.bytesRead).toBe(300);
});

test('any split of a lead into pieces reads the same as the whole', async () => {
  const layouts = fc.record({
    format: fc.constantFrom(8, 16, 24, 32, 61, 80, 160, 212, 310, 311),
    perFrame: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    skew: fc.integer({ min: 0, max: 9 }),
    bytes: fc.uint8Array({ minLength: 80, maxLength: 400 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(layouts, async ({ format, perFrame, skew, bytes, cuts }) => {
      const lines = perFrame.map((count) => `r.dat ${format}x${count}:${skew}+3 7(1)`);
      const header = `r ${perFrame.length} 360\n${lines.join('\n')}`;
      const whole = await openText(header, { 'r.dat': bytes });
      const reader = await openText(header, { 'r.dat': bytes });
      const n = whole.sampleCount;
      const edges = [0, ...cuts.map((cut) => Math.floor(cut * n)).sort((a, b) => a - b), n];
      for (const lead of whole.leads.keys()) {
        const pieces: number[] = [];
        for (let i = 1; i < edges.length; i++)
          pieces.push(...(await reader.read(lead, edges[i - 1], edges[i])));
        expect(pieces).toEqual(await wholeLead(whole, lead));
      }
    }),
    { numRuns: 200 },
  );
});
