import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testData } from '../../testing/test-data.ts';
import { bytesSource } from '../byte-source.ts';
import { isMat, openMat } from './open-mat.ts';
import { readMatVariables } from './read-mat.ts';

function sourceOf(folder: string, name: string) {
  return bytesSource(name, readFileSync(join(folder, name)));
}

describe('the records of CPSC2019', () => {
  const folder = testData('cpsc2019');
  if (folder === null) {
    test.skip('are not there');
    return;
  }
  const records = readdirSync(join(folder, 'data')).map((name) => name.replace(/^data_|\.mat$/g, ''));

  test('are there', () => expect(records.length).toBeGreaterThanOrEqual(60));

  test.each(records)('%s has ten seconds at 500 Hz and ascending R-peaks within them', async (record) => {
    const source = sourceOf(join(folder, 'data'), `data_${record}.mat`);
    expect(isMat(await source.read(0, 4096))).toBe(true);
    const reader = await openMat(source, {});
    expect(reader).toMatchObject({ samplingRate: 500, sampleCount: 5000, leads: [{ name: 'ecg' }] });
    const samples = await reader.read(0, 0, 5000);
    expect(samples.every((value) => Math.abs(value) < 100)).toBe(true);

    const reference = await readMatVariables(sourceOf(join(folder, 'ref'), `R_${record}.mat`));
    const peaks = reference.get('R_peak')!.values;
    expect(peaks.length).toBeGreaterThan(0);
    expect(peaks.every((peak, i) => peak >= 0 && peak < 5000 && (i === 0 || peak > peaks[i - 1]))).toBe(true);
  });
});
