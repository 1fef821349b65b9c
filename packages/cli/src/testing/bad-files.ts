import { writeMat, writeWfdb } from '@sinode/core';

/** Files of one recording, by name; the first is the one to be analysed. */
export type FileContents = readonly (readonly [name: string, bytes: Uint8Array | string])[];

const SAMPLES = 5000;

function mat(values: ArrayLike<number>, name = 'ecg'): Uint8Array {
  return writeMat([{ name, rows: values.length, columns: 1, values }]);
}

function wfdb(samples: Float32Array): FileContents {
  const files = writeWfdb({ recordName: 'bad', leads: [{ name: 'II', samples }], samplingRate: 500 });
  return files.map(({ name, bytes }) => [name, bytes] as const);
}

/** Bytes without a meaning, the same every time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

function csv(values: readonly (number | string)[]): string {
  return `time,II\n${values.map((value, i) => `${i / 500},${value}`).join('\n')}\n`;
}

function edfHeader(records: string, signals: string): string {
  const head = ['0', '', '', '01.01.20', '00.00.00', '256', '', records, '1', signals];
  const widths = [8, 80, 80, 8, 8, 8, 44, 8, 8, 4];
  return head.map((field, i) => field.padEnd(widths[i] ?? 0)).join('');
}

const constant = new Float32Array(SAMPLES).fill(0.5);
const missing = new Float32Array(SAMPLES).fill(Number.NaN);
const wave = Float32Array.from({ length: SAMPLES }, (_, i) => Math.sin(i / 20));
const short = wave.slice(0, 100);

/** A claim of a thousand million samples in a file of a few bytes. */
function hugeMat(): Uint8Array {
  const bytes = mat([0, 1]);
  const view = new DataView(bytes.buffer);
  view.setUint32(132, 0xffff_fff0, true);
  view.setUint32(160, 1_000_000_000, true);
  return bytes;
}

/** Recordings that cannot be analysed, in every format. */
export const BAD_FILES: Readonly<Record<string, FileContents>> = {
  'an empty .mat': [['bad.mat', '']],
  'an empty .hea': [['bad.hea', '']],
  'an empty .edf': [['bad.edf', '']],
  'an empty .csv': [['bad.csv', '']],
  'an empty .json': [['bad.json', '']],
  'random bytes as .mat': [['bad.mat', noise(4000)]],
  'random bytes as .edf': [['bad.edf', noise(4000)]],
  'random bytes as .csv': [['bad.csv', noise(4000)]],
  'random bytes as .json': [['bad.json', noise(4000)]],
  'random bytes as .hea': [['bad.hea', noise(4000)]],
  'a picture': [['bad.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)]],
  'a truncated .mat': [['bad.mat', mat(wave).subarray(0, 20_000)]],
  'a .mat without a signal': [['bad.mat', mat([])]],
  'a .mat of missing samples': [['bad.mat', mat(missing)]],
  'a constant .mat': [['bad.mat', mat(constant)]],
  'a .mat of 100 samples': [['bad.mat', mat(short)]],
  'a .mat that claims to be huge': [['bad.mat', hugeMat()]],
  'a .hea without its .dat': wfdb(wave).slice(0, 1),
  'a constant WFDB record': wfdb(constant),
  'a WFDB record of missing samples': wfdb(missing),
  'a WFDB record of 100 samples': wfdb(short),
  'a .hea that claims to be huge': [
    ['bad.hea', 'bad 1 500 99999999999\nbad.dat 16 200 16 0 0 0 0 II\n'],
    ['bad.dat', new Uint8Array(10)],
  ],
  'a .hea that leads out of its folder': [
    ['bad.hea', 'bad 1 500 5000\n../../etc/passwd 16 200 16 0 0 0 0 II\n'],
  ],
  'a .dat by itself': [['bad.dat', noise(4000)]],
  'a truncated .edf': [['bad.edf', edfHeader('10', '1').slice(0, 200)]],
  'an .edf that claims to be huge': [['bad.edf', edfHeader('99999999', '9999')]],
  'a .csv of words': [['bad.csv', 'time,II\none,two\nthree,four\n']],
  'a constant .csv': [['bad.csv', csv(new Array(SAMPLES).fill(1))]],
  'a .csv of missing samples': [['bad.csv', csv(new Array(SAMPLES).fill('NaN'))]],
  'a .csv of 100 samples': [['bad.csv', csv(Array.from(short))]],
  'a broken .json': [['bad.json', '{"samplingRate": 500, "leads": [']],
  'a .json of something else': [['bad.json', '{"hello": "world"}']],
};
