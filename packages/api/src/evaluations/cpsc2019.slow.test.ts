import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EvaluationDetail, EvaluationItem } from '@sinode/contracts';
import { createAnalyzer, evaluateRecord, type RecordScore, summarizeEvaluation } from '@sinode/core';
import { listDataSet, openFile, readModel, readReference } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { pino } from 'pino';
import { expect, test } from 'vitest';
// Across packages, since it is not for users: where tests find real recordings.
import { testData } from '../../../core/src/testing/test-data.ts';
import { createWorker } from '../jobs/worker.ts';
import { createFolderStore } from '../recordings/storage/folder-store.ts';
import { createReference } from '../reference/reference.ts';
import { createTestApp } from '../testing/test-app.ts';
import { createEvaluations } from './evaluations.ts';

const data = testData('cpsc2019/data');
const log = pino({ level: 'silent' });

async function scoresOfCore(folder: string): Promise<RecordScore[]> {
  const { card, bytes } = await readModel();
  const network = await createNodeNetwork(bytes, card);
  const analyze = createAnalyzer({ network, card });
  const scores: RecordScore[] = [];
  for (const entry of await listDataSet(folder)) {
    const { reader, close } = await openFile(entry.file);
    const reference = await readReference(entry);
    const input = { record: entry.record, open: async () => reader, reference, analyze, card };
    scores.push((await evaluateRecord(input, { protocol: 'cpsc2019' })).score);
    await close();
  }
  await network.dispose();
  return scores;
}

test.skipIf(data === null)('the real challenge scores through the API as it does in the core', async () => {
  const source = dirname(data ?? '');
  const expected = await scoresOfCore(source);
  const totals = summarizeEvaluation('cpsc2019', expected);

  let handler: ReturnType<typeof createEvaluations>['handler'] | undefined;
  const api = await createTestApp({
    routes: async ({ db, engine, folder }) => {
      // The library may stand behind a link; only what is in it must not lead out.
      const libraryDir = join(folder, 'library');
      await symlink(source, libraryDir);
      const made = createEvaluations({
        db,
        engine,
        places: { store: createFolderStore(folder), libraryDir },
      });
      handler = made.handler;
      return [made.routes, createReference({ engine, libraryDir }).routes];
    },
  });
  const worker = createWorker({
    db: api.db,
    log,
    handlers: handler === undefined ? {} : { evaluation: handler },
    concurrency: 1,
  });
  worker.start();
  try {
    const { headers } = await api.signUp();
    const payload = { source: { kind: 'library' }, protocol: 'cpsc2019' };
    const created = await api.app.inject({ method: 'POST', url: '/v1/evaluations', headers, payload });
    const { id } = EvaluationItem.parse(created.json());
    const read = async () =>
      EvaluationDetail.parse((await api.app.inject({ url: `/v1/evaluations/${id}`, headers })).json());
    await expect.poll(async () => (await read()).state, { timeout: 120_000, interval: 50 }).toBe('done');
    const detail = await read();
    expect(detail).toMatchObject({ ...totals, listed: expected.length });
    expect(detail.seenInTraining).toBeGreaterThan(0);
    expect(detail.records.map(({ recordingId: _, ...score }) => score)).toEqual(expected);

    const answer = (await api.app.inject({ url: '/evaluate', headers })).json();
    expect(answer.tot_file_number).toBe(expected.length);
    expect(answer.rec_acc).toBeCloseTo(totals.qrsAccuracy ?? -1, 4);
    expect(answer.hr_acc).toBeCloseTo(totals.heartRateAccuracy ?? -1, 4);
  } finally {
    await worker.stop();
    await api.close();
  }
});
