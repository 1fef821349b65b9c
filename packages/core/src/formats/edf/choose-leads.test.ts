import { expect, test } from 'vitest';
import { FileCorruptError } from '../../errors.ts';
import { bytesSource } from '../byte-source.ts';
import { openEdf } from './open-edf.ts';
import { buildEdf, type SignalFixture } from './testing/build-edf.ts';

const open = (signals: SignalFixture[]) =>
  openEdf(bytesSource('a.edf', buildEdf({ recordCount: 1, signals })));

const signal = (label: string, unit: string, samplesPerRecord: number): SignalFixture => ({
  label,
  unit,
  samplesPerRecord,
  stored: [1000],
});

async function leadsOf(signals: SignalFixture[]): Promise<string[]> {
  return (await open(signals)).leads.map((lead) => lead.name);
}

test('the ECG sets the rate and comes first; voltages of that rate stay, and a warning names the rest', async () => {
  const reader = await open([
    signal('EEG Fpz-Cz', 'uV', 200),
    signal('EEG fast', 'uV', 500),
    signal('EKG', 'mV', 200),
    signal('SpO2', '%', 1),
    signal('Flow', '', 200),
  ]);

  expect(reader.samplingRate).toBe(200);
  expect(reader.leads.map((lead) => lead.name)).toEqual(['EKG', 'EEG Fpz-Cz']);
  expect((await reader.read(0, 0, 1))[0]).toBe(1000);
  expect((await reader.read(1, 0, 1))[0]).toBe(1);
  expect(reader.warnings).toEqual([
    'Left out, being no voltage or of another sampling rate: ' +
      '"EEG fast" (uV, 500 Hz), "SpO2" (%, 1 Hz), "Flow" (no unit, 200 Hz).',
  ]);
});

test('without a label that says ECG, the voltages of the highest rate are the leads', async () => {
  expect(
    await leadsOf([
      signal('chest', 'uV', 250),
      signal('arm', 'mV', 250),
      signal('skin', 'uV', 10),
      signal('x', 'g', 900),
    ]),
  ).toEqual(['chest', 'arm']);
});

test('without any voltage, an ECG of another unit is taken to be in mV, or else all of the highest rate', async () => {
  const ecg = await open([signal('ECG', 'LSB', 250), signal('x', 'g', 900)]);
  expect(ecg.leads).toEqual([{ name: 'ECG', unit: 'LSB' }]);
  expect(ecg.warnings).toContain('Taken to be in mV, though the file does not say so: "ECG" (LSB, 250 Hz).');

  expect(await leadsOf([signal('a', '', 250), signal('b', '', 900), signal('c', 'g', 900)])).toEqual([
    'b',
    'c',
  ]);
});

test('an ECG without a unit is taken to be in mV', async () => {
  const reader = await open([signal('aVR', '', 250), signal('EEG', 'uV', 900)]);

  expect(reader.leads).toEqual([{ name: 'aVR', unit: null }]);
  expect((await reader.read(0, 0, 1))[0]).toBe(1000);
});

test.each([
  ['V', 1e6],
  ['mV', 1000],
  ['MV', 1000],
  ['uV', 1],
  ['\u00b5V', 1],
  // The two bytes of µ in UTF-8.
  ['\u00c2\u00b5V', 1],
  ['\u00ce\u00bcV', 1],
  ['nV', 0.001],
])('1000 %s are %d mV', async (unit, mv) => {
  const reader = await open([signal('II', unit, 250)]);
  expect((await reader.read(0, 0, 1))[0]).toBe(Math.fround(mv));
});

test('names lose their "ECG " unless that makes them the same, and are always unique', async () => {
  const names = (...labels: string[]) => leadsOf(labels.map((label) => signal(label, 'mV', 250)));

  expect(await names('ECG I', 'EKG II', 'ecg V1', 'ECG')).toEqual(['I', 'II', 'V1', 'ECG']);
  expect(await names('ECG II', 'II')).toEqual(['ECG II', 'II']);
  expect(await names('II', 'II', 'II (2)')).toEqual(['II', 'II (2)', 'II (2) (2)']);
  expect(await names('', '')).toEqual(['signal 1', 'signal 2']);
});

test('nonsense in the calibration of a signal that is left out does no harm', async () => {
  const broken = { ...signal('Status', 'Boolean', 10), digital: ['0', '0'], physical: ['?', '?'] } as const;
  expect(await leadsOf([signal('II', 'mV', 250), broken])).toEqual(['II']);
  await expect(open([{ ...broken, label: 'II' }])).rejects.toThrow(FileCorruptError);
});
