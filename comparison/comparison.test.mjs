import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listDataSet, readReference, writeDataSet } from '@sinode/core/node';
import { beforeAll, expect, test } from 'vitest';
import { draw } from './draw.mjs';
import { prepareLeads } from './recordings.mjs';
import { MEASURES, scoreDetector } from './score.mjs';
import { markdown } from './tables.mjs';

/** Two synthetic records as every data set. */
let data;
let leads;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sinode-comparison-'));
  for (const name of ['cpsc2019', 'ludb', 'mitdb']) {
    const folder = join(data, name === 'cpsc2019' ? name : `${name}-whole`);
    await mkdir(folder, { recursive: true });
    await writeDataSet(folder, { records: 2, seconds: 10, samplingRate: 500, seed: 1 }, () => {});
    if (name !== 'cpsc2019') await rename(join(folder, 'wfdb'), join(data, name));
  }
  const ludb = join(data, 'ludb');
  for (const { record, reference } of await listDataSet(ludb)) {
    const bytes = await readFile(reference);
    for (const lead of ['ii', 'II', 'V5']) await writeFile(join(ludb, `${record}.${lead}`), bytes);
  }
  const records = (await listDataSet(join(data, 'mitdb'))).map(({ record }) => record);
  await writeFile(join(data, 'splits.json'), JSON.stringify({ mitdb: { test: records } }));
  leads = await prepareLeads({ data, work: join(data, 'work'), ludbRecords: records });
});

/** A detector that finds the reference beats, changed. */
async function detector(change = (beats) => beats) {
  const found = [];
  for (const lead of leads) {
    const { beats } = await readReference(lead);
    const { set, record, samplingRate } = lead;
    found.push({
      set,
      record,
      lead: lead.lead,
      samplingRate,
      beats: [...change(beats)],
      cpuSeconds: 0.01,
      error: null,
    });
  }
  return { label: 'Perfect <1>', version: 'test 1', note: null, leads: found };
}

const valuesOf = ({ scores }) => MEASURES.map(({ id }) => [id, scores[id].value]);

test('who finds the reference beats has every point', async () => {
  const result = await scoreDetector(leads, await detector());
  expect(valuesOf(result)).toEqual(MEASURES.map(({ id }) => [id, 1]));
  expect(result.scores.ludb).toMatchObject({ records: 2, leads: 4, falsePositives: 0, falseNegatives: 0 });
});

test('who finds nothing has none', async () => {
  const { scores } = await scoreDetector(leads, await detector(() => []));
  expect(scores['mitdb-lead0']).toMatchObject({ value: 0, truePositives: 0 });
  expect(scores['cpsc2019-qrs'].value).toBe(0);
});

test('who is 100 ms late has found the beats within 150 ms, and none within 75 ms', async () => {
  const { scores } = await scoreDetector(leads, await detector((beats) => beats.map((beat) => beat + 50)));
  expect(scores['mitdb-lead0'].value).toBeGreaterThan(0.9);
  expect(scores['mitdb-lead0-75ms'].value).toBe(0);
});

test('who was not run on a lead has no score on its set, and the others', async () => {
  const whole = await detector();
  const part = { ...whole, leads: whole.leads.filter(({ set }) => set !== 'cpsc2019') };
  const result = { id: 'part', ...(await scoreDetector(leads, part)) };
  expect(result.scores['cpsc2019-qrs']).toBeNull();
  expect(result.scores.ludb.value).toBe(1);
  expect(markdown([result])).toContain('not run on all recordings of: CPSC2019 QRS accuracy');
});

test('beats at another sampling rate are refused', async () => {
  const whole = await detector();
  const wrong = { ...whole, leads: whole.leads.map((found) => ({ ...found, samplingRate: 360 })) };
  await expect(scoreDetector(leads, wrong)).rejects.toThrow('500 Hz; its beats are at 360 Hz');
});

test('ten seconds in ten milliseconds are 0.28 hours per CPU second', async () => {
  const { speed } = await scoreDetector(leads, await detector());
  expect(speed.halfHours).toBeCloseTo(0.2778, 4);
  expect(speed.tenSeconds).toBeCloseTo(0.2778, 4);
});

test('the noise is the same every time, and not the same on every record', async () => {
  const again = await prepareLeads({ data, work: join(data, 'again'), ludbRecords: [] });
  const signals = (list) =>
    Promise.all(
      list
        .filter(({ set }) => set === 'muscle-6dB')
        .map(({ file }) => readFile(file.replace('.hea', '.dat'), 'base64')),
    );
  const [first, second] = await signals(leads);
  expect(await signals(again)).toEqual([first, second]);
  expect(first).not.toBe(second);
});

test('the picture names every detector, with what XML needs escaped', async () => {
  const perfect = { id: 'perfect', ...(await scoreDetector(leads, await detector())) };
  const late = {
    ...perfect,
    id: 'sinode',
    label: 'Sinode',
    scores: { ...perfect.scores, 'cpsc2019-qrs': null },
  };
  const svg = draw([perfect, late]);
  expect(svg).toContain('>Perfect &lt;1&gt;<');
  expect(svg).toContain('>Sinode<');
  expect(svg).toContain('not measured');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
