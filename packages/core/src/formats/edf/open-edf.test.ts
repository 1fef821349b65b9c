import { describe, expect, test } from 'vitest';
import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import { readWhole } from '../../recording/recording.ts';
import { type ByteSource, bytesSource } from '../byte-source.ts';
import { openEdf } from './open-edf.ts';
import { buildEdf, type EdfFixture, type SignalFixture, tal, withField } from './testing/build-edf.ts';

const open = (fixture: EdfFixture) => openEdf(bytesSource('a.edf', buildEdf(fixture)));
const openBytes = (bytes: Uint8Array) => openEdf(bytesSource('a.edf', bytes));

/** 1 µV per stored unit, and 0 at 0. */
const ecg: SignalFixture = { label: 'ECG II', unit: 'uV', samplesPerRecord: 4 };

describe('samples', () => {
  test('are mV, by the line through the digital and physical extremes', async () => {
    const reader = await open({
      recordCount: 2,
      signals: [
        { ...ecg, stored: [0, 1000, -1000, 32767, -32768, 1, 2, 3] },
        // -1 … 1 mV over -100 … 100.
        {
          label: 'V1',
          unit: 'mV',
          physical: [-1, 1],
          digital: [-100, 100],
          samplesPerRecord: 4,
          stored: [100, -50],
        },
      ],
    });

    expect(reader).toMatchObject({
      name: 'a.edf',
      format: 'edf',
      samplingRate: 4,
      sampleCount: 8,
      warnings: [],
    });
    expect(reader.leads).toEqual([
      { name: 'II', unit: 'uV' },
      { name: 'V1', unit: 'mV' },
    ]);
    expect(await reader.read(0, 0, 8)).toEqual(
      Float32Array.of(0, 1, -1, 32.767, -32.768, 0.001, 0.002, 0.003),
    );
    expect(await reader.read(1, 0, 4)).toEqual(Float32Array.of(1, -0.5, 0, 0));
  });

  test('are upside down where the physical minimum is above the maximum', async () => {
    const reader = await open({
      recordCount: 1,
      signals: [{ ...ecg, unit: 'mV', physical: [2, -2], digital: [-200, 200], stored: [100, -100, 200, 0] }],
    });

    expect(await reader.read(0, 0, 4)).toEqual(Float32Array.of(-1, 1, -2, 0));
  });

  test('of BDF have 24 bits with their sign', async () => {
    const bytes = buildEdf({
      format: 'bdf',
      reserved: '24BIT',
      recordCount: 1,
      signals: [{ ...ecg, stored: [8_388_607, -8_388_608, -1, 256] }],
    });
    const reader = await openBytes(bytes);

    expect(reader.format).toBe('bdf');
    expect(await reader.read(0, 0, 4)).toEqual(Float32Array.of(8388.607, -8388.608, -0.001, 0.256));
  });

  test('are the same in pieces and as a whole, whatever stands between them in the file', async () => {
    const stored = Array.from({ length: 21 }, (_, i) => i * 37 - 300);
    const reader = await open({
      recordCount: 7,
      signals: [
        { label: 'Resp', unit: 'uV', samplesPerRecord: 5 },
        { ...ecg, samplesPerRecord: 3, stored },
        { label: 'SpO2', unit: '%', samplesPerRecord: 1 },
      ],
    });

    const whole = await reader.read(0, 0, 21);
    expect(whole).toEqual(Float32Array.from(stored, (value) => value / 1000));
    for (let start = 0; start <= 21; start++) {
      for (let end = start; end <= 21; end++) {
        expect(await reader.read(0, start, end)).toEqual(whole.slice(start, end));
      }
    }
  });

  test('of a data record longer than a chunk are read in several goes, and nothing else is', async () => {
    const samplesPerRecord = 1_500_000;
    const header = buildEdf({
      recordCount: 0,
      recordSeconds: 6000,
      signals: [
        { ...ecg, samplesPerRecord },
        { ...ecg, label: 'V1', samplesPerRecord },
      ],
    });
    const bytes = new Uint8Array(header.length + 2 * 2 * 2 * samplesPerRecord);
    bytes.set(header);
    bytes[236] = '2'.charCodeAt(0);
    new Int16Array(bytes.buffer, header.length).forEach((_, i, all) => {
      all[i] = i % 30_011;
    });
    const lengths: number[] = [];
    const source: ByteSource = {
      ...bytesSource('long.edf', bytes),
      read: async (offset, length) => {
        lengths.push(length);
        return bytes.subarray(offset, offset + length);
      },
    };

    const reader = await openEdf(source);
    lengths.length = 0;
    const samples = await reader.read(1, 10, 3_000_000);

    const storedAt = (sample: number) => sample + (sample < samplesPerRecord ? 1 : 2) * samplesPerRecord;
    const wrong = samples.findIndex((value, i) => value !== Math.fround((storedAt(i + 10) % 30_011) / 1000));
    expect(wrong).toBe(-1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(lengths.reduce((sum, length) => sum + length)).toBe((3_000_000 - 10) * 2);
  });

  test('that vanish after the file was opened are missed in words', async () => {
    let bytes = buildEdf({ recordCount: 2, signals: [ecg] });
    const size = bytes.length;
    const reader = await openEdf({
      name: 'cut.edf',
      size,
      read: async (offset, length) => bytes.subarray(offset, offset + length),
    });
    bytes = bytes.slice(0, size - 1);

    await expect(reader.read(0, 0, 8)).rejects.toThrow(FileCorruptError);
  });
});

describe('the sampling rate', () => {
  test('is exact for a data record of a fraction of a second', async () => {
    const rateOf = async (samplesPerRecord: number, recordSeconds: string) =>
      (await open({ recordCount: 1, recordSeconds, signals: [{ ...ecg, samplesPerRecord }] })).samplingRate;

    expect(await rateOf(25, '0.1')).toBe(250);
    expect(await rateOf(77, '0.7')).toBe(110);
    expect(await rateOf(36, '0,1')).toBe(360);
    expect(await rateOf(256, '1.0E0')).toBe(256);
  });

  test('above 1 MHz is refused', async () => {
    await expect(open({ recordCount: 1, recordSeconds: '1e-7', signals: [ecg] })).rejects.toThrow(
      FormatUnsupportedError,
    );
  });
});

describe('the start', () => {
  test('is the date and time of the header, in UTC', async () => {
    const startOf = async (startDate: string, startTime: string) =>
      (await open({ recordCount: 1, signals: [ecg], startDate, startTime })).startTime?.toISOString();

    expect(await startOf('02.03.21', '10.20.30')).toBe('2021-03-02T10:20:30.000Z');
    expect(await startOf('31.12.85', '23.59.59')).toBe('1985-12-31T23:59:59.000Z');
    expect(await startOf('29.02.84', '00:00:00')).toBe('2084-02-29T00:00:00.000Z');
  });

  test('has its four-digit date from the recording field of EDF+, where that is a date', async () => {
    const startOf = async (recording: string) =>
      (await open({ recordCount: 1, signals: [ecg], reserved: 'EDF+C', recording })).startTime?.toISOString();

    expect(await startOf('Startdate 05-JUL-1969 X X X')).toBe('1969-07-05T10:20:30.000Z');
    expect(await startOf('Startdate 31-FEB-1969 X X X')).toBe('2021-03-02T10:20:30.000Z');
    expect(await startOf('Startdate X X X X')).toBeUndefined();
  });

  test('is unknown, with a warning, where the header has nonsense', async () => {
    const reader = await open({ recordCount: 1, signals: [ecg], startDate: '31.02.21' });
    expect(reader.startTime).toBeNull();
    expect(reader.warnings).toEqual([
      'The start date at byte 168 is "31.02.21", which is none: when the recording began is unknown.',
    ]);

    const { startTime, warnings } = await open({ recordCount: 1, signals: [ecg], startTime: '24.00.00' });
    expect(startTime).toBeNull();
    expect(warnings[0]).toContain('The start time at byte 176 is "24.00.00"');
  });
});

describe('annotations', () => {
  const annotated = (tals: string[], more: Partial<EdfFixture> = {}) =>
    open({
      reserved: 'EDF+C',
      recordCount: tals.length,
      signals: [ecg, { label: 'EDF Annotations', samplesPerRecord: 40, tals }],
      ...more,
    });

  test('are texts at samples, in the order of time', async () => {
    const reader = await annotated([
      `${tal('+0', '')}${tal('+1.25\x1530.5', 'Herzschlag für β', 'second')}`,
      `${tal('+1', '')}${tal('+0.5', 'earlier')}`,
    ]);

    const note = { symbol: '"', subtype: 0, channel: 0, number: 0 };
    expect(reader.annotations).toEqual([
      { ...note, sample: 2, aux: 'earlier' },
      { ...note, sample: 5, aux: 'Herzschlag für β' },
      { ...note, sample: 5, aux: 'second' },
    ]);
    expect(reader.leads.map((lead) => lead.name)).toEqual(['II']);
    expect(reader.warnings).toEqual([]);
  });

  test('count from the first record, which may begin a fraction of a second late', async () => {
    const reader = await annotated([`${tal('+0.5', '', 'start')}${tal('+1', 'two samples later')}`]);

    expect(reader.startTime?.toISOString()).toBe('2021-03-02T10:20:30.500Z');
    expect(reader.annotations.map(({ sample, aux }) => [sample, aux])).toEqual([
      [0, 'start'],
      [2, 'two samples later'],
    ]);
  });

  test('from before or after the recording stand at its edges', async () => {
    const reader = await annotated([`${tal('+0', '')}${tal('-100', 'before')}${tal('+100', 'after')}`]);

    expect(reader.annotations.map((annotation) => annotation.sample)).toEqual([0, 3]);
  });

  test('that are malformed are counted, and the rest is kept', async () => {
    const reader = await annotated([
      `${tal('+0', '')}five\x14no onset\x14\0+1\x14no end\0${tal('+1', 'good')}`,
    ]);

    expect(reader.annotations.map((annotation) => annotation.aux)).toEqual(['good']);
    expect(reader.warnings).toEqual(['2 malformed annotation lists were left out.']);
  });

  test('of BDF+, and of several annotation signals, are read alike', async () => {
    const reader = await open({
      format: 'bdf',
      reserved: 'BDF+C',
      recordCount: 1,
      signals: [
        { label: 'BDF Annotations', samplesPerRecord: 10, tals: [tal('+0', '')] },
        ecg,
        { label: 'BDF Annotations', samplesPerRecord: 10, tals: [tal('+0.25', 'here')] },
      ],
    });

    expect(reader.annotations.map(({ sample, aux }) => [sample, aux])).toEqual([[1, 'here']]);
  });

  test('are found in every chunk of a long file', async () => {
    const tals = [tal('+0', ''), tal('+2400', ''), `${tal('+4800', '')}${tal('+4900', 'late')}`];
    const reader = await annotated(tals, {
      recordSeconds: 2400,
      signals: [
        { ...ecg, samplesPerRecord: 600_000 },
        { label: 'EDF Annotations', samplesPerRecord: 40, tals },
      ],
    });

    expect(reader.annotations.map(({ sample, aux }) => [sample, aux])).toEqual([[4900 * 250, 'late']]);
  });

  test('of a file of more than 512 MiB are left alone, except for when the first record begins', async () => {
    const samplesPerRecord = 50_000_000;
    const signals = [
      { label: 'EDF Annotations', samplesPerRecord: 10, tals: [tal('+0.5', '', 'a')] },
      { ...ecg, samplesPerRecord },
    ];
    const start = buildEdf({
      reserved: 'EDF+C',
      recordCount: 1,
      recordSeconds: 200_000,
      signals: [signals[0]],
    });
    const header = buildEdf({ reserved: 'EDF+C', recordCount: 0, recordSeconds: 200_000, signals });
    const head = Uint8Array.of(...header, ...start.slice(512));
    head[236] = '6'.charCodeAt(0);
    let bytesRead = 0;
    const reader = await openEdf({
      name: 'huge.edf',
      size: header.length + 6 * 2 * (samplesPerRecord + 10),
      read: async (offset, length) => {
        bytesRead += length;
        const bytes = new Uint8Array(length);
        bytes.set(head.slice(offset, offset + length));
        return bytes;
      },
    });

    expect(bytesRead).toBe(768 + 20);
    expect(reader.startTime?.toISOString()).toBe('2021-03-02T10:20:30.500Z');
    expect(reader.annotations).toEqual([]);
    expect(reader.warnings).toEqual(['The annotations of a file of more than 512 MiB are not read.']);
  });

  test('without any signal are refused', async () => {
    const signals = [{ label: 'EDF Annotations', samplesPerRecord: 10, tals: [tal('+0', '')] }];
    await expect(open({ reserved: 'EDF+C', recordCount: 1, recordSeconds: 0, signals })).rejects.toThrow(
      'a.edf: it holds annotations only, and no signal to find beats in.',
    );
  });
});

describe('a discontinuous file', () => {
  const withOnsets = (onsets: string[], more: Partial<EdfFixture> = {}) =>
    open({
      reserved: 'EDF+D',
      recordCount: onsets.length,
      signals: [
        { ...ecg, stored: Array.from({ length: 4 * onsets.length }, (_, i) => (i + 1) * 1000) },
        { label: 'EDF Annotations', samplesPerRecord: 20, tals: onsets },
      ],
      ...more,
    });

  test('has NaN in its gaps, and its annotations where they belong', async () => {
    const reader = await withOnsets([
      tal('+10', ''),
      tal('+11', ''),
      `${tal('+13.5', '')}${tal('+13.75', 'after the gap')}`,
    ]);

    expect(reader.sampleCount).toBe(18);
    const [{ samples }] = (await readWhole(reader)).leads;
    const gap = Array<number>(6).fill(Number.NaN);
    expect(samples).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, ...gap, 9, 10, 11, 12));
    expect(reader.startTime?.toISOString()).toBe('2021-03-02T10:20:40.000Z');
    expect(reader.annotations.map((annotation) => annotation.sample)).toEqual([15]);
    for (let start = 0; start <= 18; start++) {
      for (let end = start; end <= 18; end++) {
        expect(await reader.read(0, start, end)).toEqual(samples.slice(start, end));
      }
    }
  });

  test('may have a gap of days that takes no memory until it is read', async () => {
    const reader = await withOnsets([tal('+0', ''), tal('+2592000', '')]);

    expect(reader.sampleCount).toBe(4 * 2_592_001);
    expect(await reader.read(0, 5_000_000, 5_000_002)).toEqual(Float32Array.of(Number.NaN, Number.NaN));
    expect(await reader.read(0, reader.sampleCount - 2, reader.sampleCount)).toEqual(Float32Array.of(7, 8));
  });

  test('forgives an overlap of one sample, which is rounding', async () => {
    const reader = await withOnsets([tal('+0', ''), tal('+0.75', ''), tal('+2', '')]);

    expect(await reader.read(0, 0, 12)).toEqual(Float32Array.from({ length: 12 }, (_, i) => i + 1));
  });

  test.each([
    ['records that overlap', ['+0', '+0.5'], 'a.edf, data record 2: it begins at 0.5 s'],
    ['records that go back in time', ['+5', '+6', '+4'], 'a.edf, data record 3: it begins at 4 s'],
    ['a gap of more than 31 days', ['+0', '+2700000'], 'after gaps of more than 31 days'],
    ['a time with too many digits', ['+0', `+${'9'.repeat(31)}`], 'after gaps of more than 31 days'],
  ])('with %s is refused', async (_, onsets, message) => {
    const opening = withOnsets(onsets.map((onset) => tal(onset, '')));
    await expect(opening).rejects.toThrow(FileCorruptError);
    await expect(opening).rejects.toThrow(message);
  });

  test.each([
    ['nothing', ''],
    ['no sign', tal('1', '')],
    ['a text where the time of the record should be', tal('+1', 'text')],
    ['zeros first', `\0${tal('+1', '')}`],
  ])('with %s in place of a time is refused', async (_, text) => {
    await expect(withOnsets([tal('+0', ''), text])).rejects.toThrow(
      'a.edf, data record 2: it does not say when it begins',
    );
  });

  test('of more than ten million data records is refused before they are read', async () => {
    const signals = [
      { ...ecg, samplesPerRecord: 1 },
      { label: 'EDF Annotations', samplesPerRecord: 1 },
    ];
    const header = withField(buildEdf({ reserved: 'EDF+D', recordCount: 0, signals }), 236, 8, '10000001');
    let bytesRead = 0;
    const opening = openEdf({
      name: 'a.edf',
      size: header.length + 4 * 10_000_001,
      read: async (offset, length) => {
        bytesRead += length;
        return header.slice(offset, offset + length);
      },
    });
    await expect(opening).rejects.toThrow(
      'a.edf: a discontinuous file of 10000001 data records is not read; up to 10000000 are.',
    );
    expect(bytesRead).toBeLessThan(2048);
  });

  test('without an annotation signal is refused', async () => {
    await expect(withOnsets([''], { signals: [ecg] })).rejects.toThrow('data record 1: it does not say');
  });
});
