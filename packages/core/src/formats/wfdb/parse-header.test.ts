import { describe, expect, test } from 'vitest';
import { parseHeader } from './parse-header.ts';
import { toBytes } from './testing/records.ts';

const parse = (text: string) => parseHeader(toBytes(text), 'r.hea');

test('a header of the MIT-BIH database gives all its fields', () => {
  const header = parse(
    [
      '100 2 360 650000',
      '100.dat 212 200 11 1024 995 -22131 0 MLII',
      '100.dat 212 200 11 1024 1011 20052 0 V5',
      '# 69 M 1085 1629 x1',
      '# Aldomet, Inderal',
      '',
    ].join('\n'),
  );
  expect(header).toMatchObject({
    recordName: '100',
    segmentCount: null,
    signalCount: 2,
    frameRate: 360,
    counterFrequency: null,
    frameCount: 650000,
    startTime: null,
    segments: null,
    comments: ['69 M 1085 1629 x1', 'Aldomet, Inderal'],
    warnings: [],
  });
  expect(header.signals[0]).toEqual({
    fileName: '100.dat',
    format: 212,
    samplesPerFrame: 1,
    skewSamples: 0,
    byteOffset: 0,
    gain: 200,
    calibrated: true,
    baseline: 1024,
    unit: null,
    adcResolution: 11,
    adcZero: 1024,
    initialValue: 995,
    checksum: -22131,
    blockSize: 0,
    description: 'MLII',
  });
});

describe('the record line', () => {
  test.each([
    ['a rate in scientific notation', 'r 0 3.6e2', { frameRate: 360 }],
    ['a rate with a bare point', 'r 0 360.', { frameRate: 360 }],
    ['no rate', 'r 0', { frameRate: null, frameCount: null }],
    ['a counter', 'r 0 250/25(-10.5) 10', { frameRate: 250, counterFrequency: 25, baseCounter: -10.5 }],
    ['a counter frequency of 0, which stands for none', 'r 0 250/0', { counterFrequency: null }],
    ['a count of 0, which stands for unknown', 'r 0 360 0', { frameCount: null }],
    ['a count written as a decimal', 'r 0 500 5000.0', { frameCount: 5000 }],
    ['tabs and many blanks', ' r\t0   360\t 12  ', { frameRate: 360, frameCount: 12 }],
  ])('may have %s', (_, line, fields) => {
    expect(parse(line)).toMatchObject(fields);
  });

  test.each([
    ['13:05:00 25/04/1989', '1989-04-25T13:05:00.000Z'],
    ['13:5:0.25 25/4/1989', '1989-04-25T13:05:00.250Z'],
    ['05:00 25/4/1989', '1989-04-25T00:05:00.000Z'],
    ['7 25/4/1989', '1989-04-25T00:00:07.000Z'],
    ['25/4/1989', '1989-04-25T00:00:00.000Z'],
  ])('starts a recording at %s', (start, expected) => {
    expect(parse(`r 0 360 10 ${start}`).startTime?.toISOString()).toBe(expected);
  });

  test('has no start time where it gives no date', () => {
    expect(parse('r 0 360 10 13:05:00')).toMatchObject({ startTime: null, warnings: [] });
  });

  test.each(['0:0:0 0/0/0', '12:00:00 31/2/2020', '25:00:00 1/1/2020', 'noon'])(
    'warns of the start %s',
    (start) => {
      const header = parse(`r 0 360 10 ${start}`);
      expect(header.startTime).toBeNull();
      expect(header.warnings).toEqual([
        `The start "${start}" is not a time and date; no start time is given.`,
      ]);
    },
  );

  test.each([
    ['', 'r.hea, line 1: the header has no record line.'],
    ['# only a comment', 'r.hea, line 1: the header has no record line.'],
    ['\n\nr', 'r.hea, line 3: the number of signals is missing.'],
    ['r two', 'r.hea, line 1: the number of signals "two" is not a number.'],
    ['r -1', 'r.hea, line 1: the number of signals "-1" is not a whole number from 0 up.'],
    ['r 1e99', 'r.hea, line 1: the number of signals "1e99" is not a whole number from 0 up.'],
    ['r 0 fast', 'r.hea, line 1: the sampling frequency "fast" is not a number.'],
    ['r 0 -360', 'r.hea, line 1: the sampling frequency is -360 Hz; it must be above 0 and at most 1000000.'],
    ['r 0 360/x', 'r.hea, line 1: the counter frequency "x" is not a number.'],
    ['r 0 360 many', 'r.hea, line 1: the number of samples "many" is not a number.'],
    ['r/0 1', 'r.hea, line 1: the number of segments is 0.'],
    ['r 2 360\nr.dat 16', 'r.hea, line 1: the number of signals is 2, but only 1 are described.'],
    ['r/2 1 360\na 10', 'r.hea, line 1: the number of segments is 2, but only 1 are described.'],
    ['r/1 1 360\na', 'r.hea, line 2: the length of the segment is missing.'],
  ])('%j is refused with the line and the field', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('a signal line', () => {
  const signal = (line: string) => parse(`r 1 360\n${line}`).signals[0];

  test.each([
    [
      'only a file and a format',
      'a.dat 16',
      { gain: 200, calibrated: false, baseline: 0, unit: null, description: 'signal 1' },
    ],
    [
      'samples per frame, skew and byte offset',
      'a.dat 16x4:2+512',
      { samplesPerFrame: 4, skewSamples: 2, byteOffset: 512 },
    ],
    ['a byte offset alone', 'a.dat 16+24', { samplesPerFrame: 1, byteOffset: 24 }],
    ['x0, which WFDB takes as 1', 'a.dat 16x0', { samplesPerFrame: 1 }],
    ['a gain of 0', 'a.dat 16 0/mV', { gain: 200, calibrated: false, unit: 'mV' }],
    [
      'a gain, a baseline and a unit',
      'a.dat 16 1716(6)/mV',
      { gain: 1716, calibrated: true, baseline: 6, unit: 'mV' },
    ],
    ['a negative baseline', 'a.dat 16 2000(-12)', { baseline: -12, unit: null }],
    ['a baseline of its own beside an ADC zero', 'a.dat 16 200(5) 12 1024', { baseline: 5, adcZero: 1024 }],
    [
      'a baseline that follows the ADC zero',
      'a.dat 16 200/uV 12 1024',
      { baseline: 1024, initialValue: 1024 },
    ],
    ['a negative gain', 'a.dat 16 -200', { gain: -200, calibrated: true }],
    ['a gain with an exponent', 'a.dat 16 6.5e-02/adu', { gain: 0.065, unit: 'adu' }],
    ['a unit with a slash', 'a.dat 16 10(0)/mmHg/s', { unit: 'mmHg/s' }],
    ['a unit with odd characters', 'a.dat 16 10/µV²(rms)%', { gain: 10, unit: 'µV²(rms)%' }],
    [
      'a description with blanks',
      'a.dat 16 200 12 0 0 0 0 lead II  (modified)',
      { description: 'lead II (modified)' },
    ],
    ['a description that starts with a digit', 'a.dat 16 200 12 0 0 0 0 12 lead', { description: '12 lead' }],
    [
      'a description after too few numbers',
      'a.dat 16 200 12 0 aVR',
      { adcResolution: 12, checksum: null, description: 'aVR' },
    ],
    ['tabs', 'a.dat\t16\t200\t12\t0\t7\t8\t0\tV1', { initialValue: 7, checksum: 8, description: 'V1' }],
  ])('may have %s', (_, line, fields) => {
    expect(signal(line)).toMatchObject(fields);
  });

  test.each([
    ['a.dat', 'r.hea, line 2: the format is missing.'],
    [
      'a.dat sixteen',
      'r.hea, line 2: the format "sixteen" is not a number with xN, :skew or +offset after it.',
    ],
    ['a.dat 16 high', 'r.hea, line 2: the gain "high" is not a number.'],
    ['a.dat 16 200(low)', 'r.hea, line 2: the baseline "low" is not a number.'],
    ['a.dat 16 1e999', 'r.hea, line 2: the gain "1e999" is not a number.'],
  ])('%j is refused with the line and the field', (line, message) => {
    expect(() => signal(line)).toThrow(message);
  });

  test.each(['../a.dat', '/etc/passwd', 'sub/a.dat', 'a\\b.dat', '..', '.', 'C:a.dat', 'a\0.dat'])(
    'may not name the file %j, which is no plain name',
    (name) => {
      expect(() => signal(`${name} 16`)).toThrow(
        /line 2: the signal file ".*" is not the plain name of a file/,
      );
      expect(() => parse(`r/1 1 360\n${name} 10`)).toThrow(
        /line 2: the segment name ".*" is not the plain name/,
      );
    },
  );
});

test('comments may stand before, between and after, with any line ends and none at the end', () => {
  const header = parse('# before\r\n\r\nr 2 360 5\r\n  #between\ra.dat 16\r\na.dat 16\n# after');
  expect(header.signals).toHaveLength(2);
  expect(header.comments).toEqual(['before', 'between', 'after']);
});

test('a header of more lines than any record needs is refused', () => {
  expect(parse(`r 1 360\na.dat 16\n${'# c\n'.repeat(19_998)}`).comments).toHaveLength(19_998);
  expect(() => parse(`r 1 360\na.dat 16\n${'# c\n'.repeat(19_999)}`)).toThrow(
    'r.hea, line 20001: a header has at most 20000 lines that are not blank.',
  );
});

test('lines after the last promised one are not read', () => {
  expect(parse('r 1 360\na.dat 16\n%% not a signal').signals).toHaveLength(1);
});

test('a byte order mark and bytes that are not UTF-8 do no harm', () => {
  const latin1 = [0xb5, 0x56];
  const bytes = [
    0xef,
    0xbb,
    0xbf,
    ...toBytes('r 1 360\na.dat 16 200/'),
    ...latin1,
    ...toBytes('\n# '),
    0xff,
    0xfe,
  ];
  const fromLatin1 = parseHeader(Uint8Array.from(bytes.slice(3)), 'r.hea');
  expect(fromLatin1.signals[0].unit).toBe('µV');
  expect(fromLatin1.comments).toEqual(['ÿþ']);
  expect(parseHeader(Uint8Array.from([0xef, 0xbb, 0xbf, ...toBytes('r 0 360')]), 'r.hea').recordName).toBe(
    'r',
  );
});
