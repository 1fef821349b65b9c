/** EDF, EDF+ and BDF, continuous and with gaps, with annotations. */
import { buildEdf, tal } from '../../packages/core/src/formats/edf/testing/build-edf.ts';
import { readFiles } from '../check/read-files.ts';
import { mutateEdf } from '../mutate/edf.ts';
import type { Target } from '../target.ts';
import { seedSamples } from './seed-signal.ts';

const stored = Array.from(seedSamples(20), (mv) => Math.round(1000 * mv));
const ecg = { label: 'ECG II', unit: 'uV', samplesPerRecord: 10, stored };
const notes = {
  label: 'EDF Annotations',
  samplesPerRecord: 12,
  tals: [`${tal('+0', '')}${tal('+0.5', 'N')}`, tal('+3', '')],
};

export const target: Target = {
  name: 'edf',
  reads: 'EDF, EDF+ and BDF: headers, signals, annotations, gaps',
  code: ['packages/core/src/formats/edf/'],
  seeds: () => [
    buildEdf({ recordCount: 2, signals: [ecg] }),
    buildEdf({
      recordCount: 2,
      reserved: 'EDF+C',
      signals: [ecg, notes],
      recording: 'Startdate 02-MAR-2021 X X X',
    }),
    buildEdf({ recordCount: 2, reserved: 'EDF+D', signals: [ecg, notes], recordSeconds: '0.1' }),
    buildEdf({ format: 'bdf', recordCount: 2, signals: [ecg, { ...ecg, label: 'ECG V1', unit: 'mV' }] }),
    buildEdf({
      format: 'bdf',
      recordCount: -1,
      reserved: 'BDF+D',
      signals: [
        { ...notes, label: 'BDF Annotations' },
        { ...ecg, physical: ['5', '-5'], digital: [-2048, 2047] },
      ],
    }),
    buildEdf({
      recordCount: 2,
      signals: [{ label: 'Resp', unit: 'Ohm', samplesPerRecord: 2 }, ecg, { ...ecg, label: '', unit: '' }],
    }),
  ],
  run: (input) => readFiles([{ name: 'a.edf', bytes: input }], { mostSamples: input.length, rates: [{}] }),
  mutate: mutateEdf,
};
