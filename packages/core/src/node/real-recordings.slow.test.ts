import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAnalyzer } from '../analyze.ts';
import { type EvaluationOptions, evaluateRecord, type RecordScore } from '../evaluate/evaluate-record.ts';
import { summarizeEvaluation } from '../evaluate/summarize-evaluation.ts';
import { createNodeNetwork } from '../model/onnx-node.ts';
import { testData } from '../testing/test-data.ts';
import { listDataSet, readReference } from './data-sets.ts';
import { openFile } from './files.ts';
import { readModel } from './models.ts';

/** What the shipped model reaches on recordings that it has not seen. These numbers must not get worse. */
const FLOORS = {
  mitdbTestF1: 0.999,
  mitdbTestF1Within75Ms: 0.9985,
  ludbHeldOutF1: 0.998,
};

const data = testData('splits.json') === null ? null : join(testData('splits.json') ?? '', '..');

const { card, bytes } = await readModel();
const network = await createNodeNetwork(bytes, card);
afterAll(() => network.dispose());
const analyze = createAnalyzer({ network, card });

describe.skipIf(data === null)('the shipped model', () => {
  const folder = data ?? '';
  const split: { mitdb: { test: string[] } } =
    data === null ? { mitdb: { test: [] } } : JSON.parse(readFileSync(join(folder, 'splits.json'), 'utf8'));

  async function scores(
    dataSet: string,
    annotator: string,
    wanted: (record: string) => boolean,
    options: EvaluationOptions,
  ): Promise<RecordScore[]> {
    const results: RecordScore[] = [];
    for (const entry of await listDataSet(join(folder, dataSet), annotator)) {
      if (!wanted(entry.record)) continue;
      const { reader, close } = await openFile(entry.file);
      const reference = await readReference(entry);
      const input = { record: entry.record, open: async () => reader, reference, analyze, card };
      results.push((await evaluateRecord(input, options)).score);
      await close();
    }
    return results;
  }

  const inMitdbTest = (record: string) => split.mitdb.test.includes(record);
  const inLudbHeldOut = (record: string) => card.training.heldOut.ludb.includes(record);

  test('knows the recordings that it was trained on, in every data set, and no others', async () => {
    // The fingerprints on the card come from the Python readers: equal ones show that both read the same samples.
    const cpsc2019 = await scores('cpsc2019', 'atr', () => true, { protocol: 'cpsc2019' });
    expect(cpsc2019.filter(({ seenInTraining }) => !seenInTraining)).toEqual([]);
    const mitdb = await scores('mitdb', 'atr', (record) => Number(record) < 120, { protocol: 'ec57' });
    for (const { record, seenInTraining } of mitdb)
      expect([record, seenInTraining]).toEqual([record, !inMitdbTest(record)]);
    for (const lead of ['v1', 'avr']) {
      const ludb = await scores('ludb', lead, () => true, { protocol: 'ec57', lead });
      expect(ludb.length).toBe(150);
      for (const { record, seenInTraining } of ludb) {
        expect([record, seenInTraining]).toEqual([record, !inLudbHeldOut(record)]);
      }
    }
  });

  test('finds the beats of the MITDB test records', async () => {
    const within150 = await scores('mitdb', 'atr', inMitdbTest, { protocol: 'ec57' });
    expect(within150.length).toBe(11);
    expect(summarizeEvaluation('ec57', within150).f1).toBeGreaterThanOrEqual(FLOORS.mitdbTestF1);
    const within75 = await scores('mitdb', 'atr', inMitdbTest, { protocol: 'ec57', toleranceMs: 75 });
    expect(summarizeEvaluation('ec57', within75).f1).toBeGreaterThanOrEqual(FLOORS.mitdbTestF1Within75Ms);
  });

  test('finds the beats of lead ii of the LUDB records held out of its training', async () => {
    const options = { protocol: 'ec57', lead: 'ii', span: 'annotated' } as const;
    const ludb = await scores('ludb', 'ii', inLudbHeldOut, options);
    expect(ludb.length).toBe(30);
    expect(summarizeEvaluation('ec57', ludb).f1).toBeGreaterThanOrEqual(FLOORS.ludbHeldOutF1);
  });
});
