/** Files of 8 MB of whatever takes the most memory: none takes more than five times its size. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildEdf } from '../packages/core/src/formats/edf/testing/build-edf.ts';
import { buildMat } from '../packages/core/src/formats/mat/testing/build-mat.ts';

const MEASURE = fileURLToPath(new URL('testing/measure-memory.mjs', import.meta.url));
const BYTES = 8 * 2 ** 20;
const MOST_TIMES = 5;
/** What the process takes whatever it reads: code that is loaded late, garbage that is not yet collected. */
const FREE_BYTES = 16 * 2 ** 20;

const folder = mkdtempSync(join(tmpdir(), 'sinode-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

const filled = (text: string) => text.repeat(Math.floor(BYTES / text.length));
const ECG = '"fs":250,"ecg":[1]';
const EDF_RECORDS = 70;
const EDF_LIST_BYTES = 120_000;

function edfOf(list: string): Uint8Array {
  const signals = [
    { label: 'ECG', unit: 'mV', samplesPerRecord: 10 },
    {
      label: 'EDF Annotations',
      samplesPerRecord: EDF_LIST_BYTES / 2,
      tals: new Array<string>(EDF_RECORDS).fill(list),
    },
  ];
  return buildEdf({ reserved: 'EDF+C', recordCount: EDF_RECORDS, signals });
}

const ones = new Array<number>(BYTES).fill(1);

test.each<[name: string, content: string | Uint8Array]>([
  ['numbers.json', `[${filled('1,')}1]`],
  ['lists-beside.json', `{${ECG},"x":[${filled('[1],')}[1]]}`],
  ['lists.json', `{"fs":250,"ecg":[${filled('[1],')}[1]]}`],
  ['objects.json', `{${ECG},"x":[${filled('{"a":1},')}{}]}`],
  ['text.json', `{${ECG},"unit":"€${filled('a')}"}`],
  ['column.csv', filled('1\n')],
  ['wide.csv', filled(`${'1,'.repeat(1023)}1\n`)],
  [
    'gaps.csv',
    `time,ecg\n${Array.from({ length: BYTES / 12 }, (_, i) => `${(i * 0.008 + (i % 2) * 0.004).toFixed(3)},1`).join('\n')}`,
  ],
  ['lines.hea', `a 1 250 1\na.dat 16\n${filled('a 0\n')}`],
  ['signals.hea', `a ${Math.floor(BYTES / 5)} 250 1\n${filled('a 16\n')}`],
  ['segments.hea', `a/${Math.floor(BYTES / 4)} 1 250\n${filled('b 1\n')}`],
  ['blank.hea', `a 1 250 1\na.dat 16\n${filled('\n')}`],
  ['texts.edf', edfOf(`+0\x14\x14\0+0\x14${'x\x14'.repeat(EDF_LIST_BYTES / 2 - 20)}\0`)],
  ['lists.edf', edfOf(`+0\x14\x14\0${'+1\x14x\x14\0'.repeat(EDF_LIST_BYTES / 6 - 10)}`)],
  ['bytes.mat', buildMat([{ name: 'ecg', dimensions: [BYTES, 1], values: ones, storage: 2, arrayClass: 9 }])],
  ['beats.atr', Uint8Array.from(ones, (_, i) => (i % 2 === 0 ? 1 : 4))],
  [
    'R_peak.mat',
    buildMat([{ name: 'R_peak', dimensions: [BYTES, 1], values: ones, storage: 2, arrayClass: 9 }]),
  ],
])('%s takes at most five times its size', (name, content) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  const what = name.endsWith('.atr') || name.startsWith('R_') ? 'reference' : 'recording';
  const { bytes, answer } = JSON.parse(
    execFileSync(process.execPath, [MEASURE, what, file], { encoding: 'utf8' }),
  );
  expect(answer).toMatch(/^(read|[A-Z_]+)$/);
  expect(bytes).toBeLessThanOrEqual(MOST_TIMES * statSync(file).size + FREE_BYTES);
});
