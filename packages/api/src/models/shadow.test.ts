/** A candidate beside the current model, and what is told of how it does. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ModelAdministration, ShadowAgreement, type StoredAnalysis } from '@sinode/contracts';
import { TaskError } from '@sinode/engine';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { shadowComparisons } from '../database/schema.ts';
import { agreementOf } from './agreement.ts';
import { createShadow, isInShare } from './shadow.ts';
import { type ModelsApp, openModelsApp } from './testing/models-app.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CANDIDATE = { name: 'sinode-qrs-1', version: '1.0.0' };
const CURRENT = { name: 'sinode-qrs-2', version: '1.0.0' };
const NOTHING_LOST = { busy: 0, failed: 0 };

type Answered = Parameters<ReturnType<typeof createShadow>['offer']>[0];

let api: ModelsApp;
beforeAll(async () => {
  api = await openModelsApp();
});
afterAll(() => api.close());

const ask = async (id: string) =>
  (await api.send('POST', `/v1/recordings/${id}/analyses`)).json<StoredAnalysis>();
const agreement = async (query = '') =>
  ShadowAgreement.parse((await api.send('GET', `/v1/admin/models/agreement${query}`)).json());
const compared = (count: number) =>
  vi.waitFor(async () => expect((await agreement()).comparisons).toBe(count), { timeout: 30_000 });

test('before any shadow there is nothing to tell', async () => {
  expect(await agreement()).toMatchObject({
    candidate: null,
    current: null,
    comparisons: 0,
    f1: null,
    worst: [],
  });
});

describe('while a candidate runs', () => {
  test('each new analysis is compared, and its answer is the current model’s', async () => {
    const started = await api.send('PUT', '/v1/admin/models/candidate', { ...CANDIDATE, share: 1 });
    expect(ModelAdministration.parse(started.json())).toMatchObject({
      candidate: { ...CANDIDATE, share: 1 },
      processes: [{ current: CURRENT, candidate: CANDIDATE, isInStep: true }],
    });
    const made: StoredAnalysis[] = [];
    for (const seed of [1, 2, 3]) made.push(await ask((await api.addRecording(seed)).id));
    expect(made.map(({ model }) => model)).toEqual([CURRENT, CURRENT, CURRENT]);
    await compared(3);
    const beats = made.reduce((sum, { report }) => sum + (report?.beats.length ?? 0), 0);
    const found = await agreement();
    expect(found).toMatchObject({
      candidate: CANDIDATE,
      current: CURRENT,
      failed: 0,
      heartRate: { comparisons: 3 },
    });
    expect(found.beats.both + found.beats.onlyCurrent).toBe(beats);
    expect(found.f1).toBeGreaterThan(0.95);
    expect(found.f1Interval?.low).toBeLessThanOrEqual(found.f1 ?? 0);
    expect(found.speedRatio).toBeGreaterThan(0);
  });

  test('what was answered before is not computed or compared again', async () => {
    const { id } = await api.addRecording(4);
    await ask(id);
    await compared(4);
    await ask(id);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await agreement()).comparisons).toBe(4);
  });

  test('a share of nearly nothing leaves nearly all alone', async () => {
    await api.send('PUT', '/v1/admin/models/candidate', { ...CANDIDATE, share: 0.000001 });
    await ask((await api.addRecording(5)).id);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await agreement()).comparisons).toBe(4);
  });

  test('a share that is none is refused', async () => {
    for (const share of [0, -1, 1.5, 'all']) {
      const refused = await api.send('PUT', '/v1/admin/models/candidate', { ...CANDIDATE, share });
      expect(refused.statusCode).toBe(422);
    }
    expect((await api.send('PUT', '/v1/admin/models/candidate', { ...CURRENT, share: 1 })).statusCode).toBe(
      409,
    );
  });

  test('a candidate that cannot read what the current model could is counted as failed; a file that is gone is not', async () => {
    const recording = await api.addRecording(7);
    const before = await agreement();
    const candidate = { engine: api.models.host.engine, ...CANDIDATE, share: 1 };
    const host = { engine: api.models.host.engine, candidate: () => candidate };
    const shadow = createShadow({ db: api.db, host, log: pino({ level: 'silent' }) });
    const analysis = await api.models.host.engine.analyze({
      file: join(api.folder, 'recordings', recording.id, 'ecg.json'),
    });
    const failing = (code: 'BUG' | 'SYSTEM') => ({
      recording,
      analysis,
      seconds: 1,
      ask: () =>
        Promise.reject(new TaskError({ code, message: '', systemCode: null, path: null, workerStack: null })),
    });
    shadow.offer(failing('BUG'));
    shadow.offer(failing('SYSTEM'));
    await expect.poll(() => shadow.notCompared()).toEqual({ busy: 0, failed: 1 });
    const after = await agreement();
    expect([after.comparisons, after.failed]).toEqual([before.comparisons + 1, 1]);
    expect(after.beats.onlyCurrent).toBe(before.beats.onlyCurrent + analysis.beats.length);
    await api.db.delete(shadowComparisons).where(sql`has_failed`);
  });

  test('more than a few that wait are dropped and counted', async () => {
    const recording = await api.addRecording(8);
    let release = () => {};
    const held = new Promise<never>((_resolve, reject) => {
      release = () => reject(new Error('over'));
    });
    const candidate = { engine: api.models.host.engine, ...CANDIDATE, share: 1 };
    const shadow = createShadow({
      db: api.db,
      host: { engine: api.models.host.engine, candidate: () => candidate },
      log: pino({ level: 'silent' }),
    });
    const analysis = { model: CURRENT };
    const answered = { recording, analysis, seconds: 1, ask: () => held } as never as Answered;
    for (let offered = 0; offered < 40; offered++) shadow.offer(answered);
    expect(shadow.notCompared().busy).toBeGreaterThanOrEqual(7);
    release();
    await expect.poll(() => shadow.notCompared().failed).toBe(33);
    await shadow.close();
  });

  test('only what the current model answered is compared, with another', async () => {
    const recording = await api.addRecording(9);
    const { engine } = api.models.host;
    const ask = vi.fn(() => Promise.reject(new Error('asked')));
    const answerOf = (model: object) =>
      ({ recording, analysis: { model }, seconds: 1, ask }) as never as Answered;
    let candidate = { engine, ...CANDIDATE, share: 1 };
    const host = { engine, candidate: () => candidate };
    const shadow = createShadow({ db: api.db, host, log: pino({ level: 'silent' }) });
    // Jobs that waited while another model was promoted: one of them of the model that is the candidate now.
    shadow.offer(answerOf(CANDIDATE));
    shadow.offer(answerOf({ name: 'gone', version: '1' }));
    // A candidate that has just been promoted.
    candidate = { engine, ...CURRENT, share: 1 };
    shadow.offer(answerOf(CURRENT));
    candidate = { engine, ...CANDIDATE, share: 1 };
    shadow.offer(answerOf(CURRENT));
    await expect.poll(() => shadow.notCompared()).toEqual({ busy: 0, failed: 1 });
    expect(ask).toHaveBeenCalledTimes(1);
    await shadow.close();
  });

  test('a server that stops breaks off the comparison under way, and begins none', async () => {
    const recording = await api.addRecording(10);
    const engine = { card: api.models.host.engine.card, running: 0, queued: 0 };
    const candidate = { engine, ...CANDIDATE, share: 1 };
    const host = { engine, candidate: () => candidate } as never;
    const log = pino({ level: 'silent' });
    const signals: AbortSignal[] = [];
    const ask = (_engine: unknown, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    };
    const answered = { recording, analysis: { model: CURRENT }, seconds: 1, ask } as never as Answered;
    const underWay = createShadow({ db: api.db, host, log });
    underWay.offer(answered);
    underWay.offer(answered);
    await expect.poll(() => signals.length).toBe(1);
    await underWay.close();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);

    const waits = createShadow({ db: api.db, host, log });
    engine.running = 1;
    waits.offer(answered);
    const closed = waits.close();
    engine.running = 0;
    await closed;
    expect(signals.length).toBe(1);
    expect([underWay.notCompared(), waits.notCompared()]).toEqual([NOTHING_LOST, NOTHING_LOST]);
  });

  test('what was compared with another model leaves room for what was with the current one', async () => {
    const before = await agreement();
    const [kept] = await api.db.select().from(shadowComparisons).limit(1);
    if (kept === undefined) throw new Error('nothing was compared');
    const { id: _, ...facts } = kept;
    // Newer than all but the last, and more than are looked at.
    const of = { ...facts, currentName: 'gone', at: new Date() };
    for (let batch = 0; batch < 10; batch++) {
      await api.db.insert(shadowComparisons).values(Array.from({ length: 500 }, () => of));
    }
    await api.db.insert(shadowComparisons).values({ ...facts, at: sql`now() + interval '1 hour'` });
    const after = await agreement();
    expect([after.current, after.comparisons]).toEqual([CURRENT, before.comparisons]);
    await api.db.delete(shadowComparisons).where(sql`current_name = 'gone' or at > now()`);
  });

  test('a recording that is deleted takes its comparison with it', async () => {
    await api.db.execute(
      sql`delete from recordings where id in (select recording_id from shadow_comparisons limit 1)`,
    );
    expect((await agreement()).comparisons).toBe(3);
  });

  test('comparisons end with the shadow, and are forgotten after three months', async () => {
    const stopped = await api.send('DELETE', '/v1/admin/models/candidate');
    expect(ModelAdministration.parse(stopped.json()).candidate).toBeNull();
    await ask((await api.addRecording(6)).id);
    expect((await agreement()).comparisons).toBe(3);
    await api.db.update(shadowComparisons).set({ at: sql`now() - interval '91 days'` });
    await api.models.sweep();
    expect(await api.db.$count(shadowComparisons)).toBe(0);
  });
});

test('whether a recording is in a share is the same everywhere, and the shares come out right', () => {
  const ids = Array.from({ length: 4000 }, () => randomUUID());
  const share = (of: number) => ids.filter((id) => isInShare(id, of)).length / ids.length;
  expect(share(1)).toBe(1);
  expect(share(0.2)).toBeGreaterThan(0.17);
  expect(share(0.2)).toBeLessThan(0.23);
  // Whoever is in a small share is in a larger one.
  expect(ids.every((id) => !isInShare(id, 0.1) || isInShare(id, 0.2))).toBe(true);
  expect(isInShare('00000000-0000-4000-8000-000000000000', 0.3)).toBe(
    isInShare('00000000-0000-4000-8000-000000000000', 0.3),
  );
});

describe('the agreement', () => {
  const row = (facts: Partial<typeof shadowComparisons.$inferSelect>) => ({
    id: 1,
    at: new Date('2026-01-01T00:00:00Z'),
    recordingId: randomUUID(),
    currentName: 'a',
    currentVersion: '1',
    candidateName: 'b',
    candidateVersion: '1',
    hasFailed: false,
    both: 10,
    onlyCurrent: 0,
    onlyCandidate: 0,
    currentHeartRate: 60,
    candidateHeartRate: 60,
    currentSeconds: 0.01,
    candidateSeconds: 0.02,
    ...facts,
  });

  test('is 2 both / (2 both + only one of them) over all recordings', () => {
    const { f1, beats, speedRatio } = agreementOf([
      row({ both: 8, onlyCurrent: 2 }),
      row({ onlyCandidate: 6 }),
    ]);
    expect(beats).toEqual({ both: 18, onlyCurrent: 2, onlyCandidate: 6 });
    expect(f1).toBeCloseTo(36 / 44, 12);
    expect(speedRatio).toBeCloseTo(2, 12);
  });

  test('names the worst recordings first, and those that agree not at all', () => {
    const rows = [row({}), row({ onlyCurrent: 1 }), row({ onlyCandidate: 5 })];
    const { worst } = agreementOf(rows);
    expect(worst.map(({ recordingId }) => recordingId)).toEqual([rows[2]?.recordingId, rows[1]?.recordingId]);
  });

  test('is of recordings, however many of their leads were compared', () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const rows = [
      row({ recordingId: first, onlyCurrent: 1 }),
      row({ recordingId: first, onlyCurrent: 4, hasFailed: true }),
      row({ recordingId: second, onlyCandidate: 2 }),
      row({ recordingId: second, onlyCandidate: 3 }),
    ];
    const { comparisons, failed, worst, f1Interval } = agreementOf(rows);
    expect([comparisons, failed]).toEqual([2, 1]);
    expect(worst.map(({ recordingId, onlyCurrent }) => [recordingId, onlyCurrent])).toEqual([
      [first, 4],
      [second, 0],
    ]);
    // Two recordings that agree equally say that others would; with four there would be something between.
    expect(f1Interval).toEqual({ low: 40 / 45, high: 40 / 45 });
    expect(agreementOf(rows.slice(0, 2)).f1Interval).toBeNull();
  });

  test('compares heart rates where both have one', () => {
    const { heartRate } = agreementOf([
      row({ candidateHeartRate: 66 }),
      row({ candidateHeartRate: 58 }),
      row({ candidateHeartRate: null }),
    ]);
    expect(heartRate).toMatchObject({
      comparisons: 2,
      meanDifference: 2,
      p95AbsoluteDifference: 6,
      within5Bpm: 0.5,
    });
  });

  test('counts what the candidate could make nothing of against it', () => {
    const { failed, f1 } = agreementOf([row({ hasFailed: true, both: 0, onlyCurrent: 10 }), row({})]);
    expect(failed).toBe(1);
    expect(f1).toBeCloseTo(20 / 30, 12);
  });
});
