/**
 * One small recording, a triangle of 1 mV at 250 Hz, as a file of every format that Sinode reads.
 */
import { zlibSync } from 'fflate';
import type { RecordingFormat } from '../../recording/recording.ts';
import type { OpenOptions } from '../byte-source.ts';
import { buildEdf } from '../edf/testing/build-edf.ts';
import { writeMat } from '../mat/write-mat.ts';
import { writeWfdb } from '../wfdb/write-wfdb.ts';

export interface FormatFixture {
  readonly name: string;
  readonly format: RecordingFormat;
  /** The one to open first. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly options: OpenOptions;
}

const SAMPLING_RATE = 250;

export function everyFormat(): FormatFixture[] {
  const samples = Float32Array.from({ length: 1000 }, (_, i) => 1 - Math.abs((i % 250) - 125) / 125);
  const microvolts = Array.from(samples, (mv) => Math.round(mv * 1000));
  const mat = writeMat([{ name: 'ecg', rows: samples.length, columns: 1, values: samples }]);
  const text = (content: string) => new TextEncoder().encode(content);
  const edf = (format: 'edf' | 'bdf') =>
    buildEdf({
      format,
      reserved: format === 'edf' ? 'EDF+C' : '',
      recordCount: 4,
      signals: [{ label: 'ECG II', unit: 'uV', samplesPerRecord: 250, stored: microvolts }],
    });
  const given = { samplingRate: SAMPLING_RATE };
  return [
    { name: 'MATLAB', format: 'mat', files: [{ name: 'a.mat', bytes: mat }], options: given },
    {
      name: 'MATLAB, compressed',
      format: 'mat',
      files: [{ name: 'a.mat', bytes: compressed(mat) }],
      options: given,
    },
    {
      name: 'WFDB',
      format: 'wfdb',
      files: writeWfdb({ recordName: 'a', leads: [{ name: 'II', samples }], samplingRate: SAMPLING_RATE }),
      options: {},
    },
    { name: 'EDF+', format: 'edf', files: [{ name: 'a.edf', bytes: edf('edf') }], options: {} },
    { name: 'BDF', format: 'bdf', files: [{ name: 'a.bdf', bytes: edf('bdf') }], options: {} },
    {
      name: 'CSV',
      format: 'csv',
      files: [
        {
          name: 'a.csv',
          bytes: text(`time,II (mV)\n${Array.from(samples, (mv, i) => `${i / 250},${mv}`).join('\n')}\n`),
        },
      ],
      options: {},
    },
    {
      name: 'JSON',
      format: 'json',
      files: [
        {
          name: 'a.json',
          bytes: text(JSON.stringify({ samplingRate: 250, leads: { II: Array.from(samples) } })),
        },
      ],
      options: {},
    },
  ];
}

/** The same MATLAB file with its variable compressed, as MATLAB itself saves it. */
function compressed(mat: Uint8Array): Uint8Array {
  const HEADER_BYTES = 128;
  const MI_COMPRESSED = 15;
  const body = zlibSync(mat.subarray(HEADER_BYTES));
  const file = new Uint8Array(HEADER_BYTES + 8 + body.length);
  file.set(mat.subarray(0, HEADER_BYTES));
  new DataView(file.buffer).setUint32(HEADER_BYTES, MI_COMPRESSED, true);
  new DataView(file.buffer).setUint32(HEADER_BYTES + 4, body.length, true);
  file.set(body, HEADER_BYTES + 8);
  return file;
}
