import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testData } from '../../testing/test-data.ts';
import { bytesSource, type FileSet } from '../byte-source.ts';
import { isBeat, parseAnnotations } from './annotations.ts';
import { openWfdb } from './open-wfdb.ts';
import { parseHeader } from './parse-header.ts';

function filesOf(folder: string): FileSet {
  return {
    open: async (name) => {
      const path = join(folder, name);
      return existsSync(path) ? bytesSource(name, readFileSync(path)) : null;
    },
  };
}

function recordsOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith('.hea') ? [name.slice(0, -4)] : []));
}

describe.each(['mitdb', 'ludb'])('the records of %s', (name) => {
  const folder = testData(name);
  if (folder === null) {
    test.skip('are not there');
    return;
  }

  test.each(recordsOf(folder))(
    '%s has the initial values and checksums that its header states',
    async (record) => {
      const header = bytesSource(`${record}.hea`, readFileSync(join(folder, `${record}.hea`)));
      const { signals, frameCount } = parseHeader(await header.read(0, header.size), header.name);
      const reader = await openWfdb(header, filesOf(folder));
      expect(reader.warnings).toEqual([]);
      expect(reader.leads).toHaveLength(signals.length);
      expect(reader.sampleCount).toBe(frameCount);

      for (const [lead, { gain, baseline, initialValue, checksum }] of signals.entries()) {
        const samples = await reader.read(lead, 0, reader.sampleCount);
        const adc = Int32Array.from(samples, (mv) => Math.round(mv * gain) + baseline);
        const sum = adc.reduce((total, value) => (total + value) | 0, 0);
        expect([adc[0], (sum << 16) >> 16]).toEqual([initialValue, checksum]);
      }
    },
  );

  test('have annotations that lie within the recording', async () => {
    const records = new Set(recordsOf(folder));
    for (const file of readdirSync(folder)) {
      const [record, extension] = file.split('.');
      if (!records.has(record) || extension === 'hea' || extension === 'dat') continue;
      const { annotations } = parseAnnotations(readFileSync(join(folder, file)), file);
      const { frameCount } = parseHeader(readFileSync(join(folder, `${record}.hea`)), file);
      expect(annotations.some(({ symbol }) => isBeat(symbol))).toBe(true);
      expect(annotations.every(({ sample }) => sample >= 0 && sample < frameCount!)).toBe(true);
    }
  });
});

// The counts of the database's own table, https://physionet.org/physiobank/database/html/mitdbdir/tables.htm
test.each([
  ['101', 1865],
  ['103', 2084],
  ['111', 2124],
])('MIT-BIH record %s has %i beats', (record, beats) => {
  const path = testData(`mitdb/${record}.atr`);
  if (path === null) return;
  const { annotations } = parseAnnotations(readFileSync(path), `${record}.atr`);
  expect(annotations.filter(({ symbol }) => isBeat(symbol))).toHaveLength(beats);
});
