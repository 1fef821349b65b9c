import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { writeMat } from '../../formats/mat/write-mat.ts';
import { readWhole } from '../../recording/recording.ts';
import { openFile } from '../files.ts';
import { createMatColumn } from './mat-column.ts';
import { createWfdbSignals } from './wfdb-signals.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sinode-synth-'));
});

test('a MAT-file written in pieces has the bytes of one written whole', async () => {
  const path = join(directory, 'a.mat');
  const column = await createMatColumn(path, 'ecg', 5);
  await column.append(Float32Array.of(0.5, -1));
  await column.append(Float32Array.of(2, 0, 0.25));
  await column.close();
  const whole = writeMat([{ name: 'ecg', rows: 5, columns: 1, values: [0.5, -1, 2, 0, 0.25] }]);
  expect(new Uint8Array(await readFile(path))).toEqual(whole);
});

test('a WFDB record written in pieces reads back as what was written', async () => {
  const signals = await createWfdbSignals(directory, '00001', ['II', 'V5'], 250, 'synthetic');
  await signals.append([Float32Array.of(0.5, -1), Float32Array.of(0.001, 0)]);
  await signals.append([Float32Array.of(40), Float32Array.of(-40)]);
  await signals.finish();
  expect(await readFile(join(directory, '00001.hea'), 'utf8')).toBe(
    [
      '00001 2 250 3',
      // 500 − 1000 + 32767 = 32267; 1 + 0 − 32767 = −32766
      '00001.dat 16 1000/mV 16 0 500 32267 0 II',
      '00001.dat 16 1000/mV 16 0 1 -32766 0 V5',
      '# synthetic',
      '',
    ].join('\n'),
  );
  const { reader, close } = await openFile(join(directory, '00001'));
  const { leads } = await readWhole(reader);
  await close();
  expect(leads.map(({ name }) => name)).toEqual(['II', 'V5']);
  expect(leads[0]?.samples).toEqual(Float32Array.of(0.5, -1, 32.767));
});

test('a file that is there already is not overwritten', async () => {
  await (await createMatColumn(join(directory, 'a.mat'), 'ecg', 1)).close();
  await expect(createMatColumn(join(directory, 'a.mat'), 'ecg', 1)).rejects.toThrow('EEXIST');
});
