/** The job of an evaluation: scores its records and stores each score as it comes. */
import { dirname, join, posix } from 'node:path';
import type { EvaluationOptions } from '@sinode/core';
import { listDataSet } from '@sinode/core/node';
import type { Engine } from '@sinode/engine';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import pLimit from 'p-limit';
import { samplesFromBytes } from '../analyses/stored-numbers.ts';
import type { Database } from '../database/connect.ts';
import { corrections, evaluationRecords, evaluations, recordings } from '../database/schema.ts';
import type { JobHandler } from '../jobs/worker.ts';
import type { ModelHost } from '../models/model-host.ts';
import { type RecordingPlaces, recordingFile } from '../recordings/find-recording.ts';
import { allRecords, findEvaluationRow } from './find-evaluation.ts';
import { totalsOf } from './report.ts';
import { type RecordOutcome, scoreEntry, scoreTask } from './score-record.ts';
import type { EvaluationRow, StoredRequest, StoredScore } from './stored.ts';

export interface EvaluationJobOptions {
  readonly db: Database;
  readonly engine: Engine;
  readonly places: RecordingPlaces;
  /** Lends other models than the one that answers; without it there are none. */
  readonly borrow?: ModelHost['borrow'];
}

/** One record of the list, wherever it comes from. */
interface ListedRecord {
  readonly record: string;
  readonly recordingId: string | null;
  score(control: { signal: AbortSignal; onProgress: (fraction: number) => void }): Promise<RecordOutcome>;
}

export function createEvaluationJob(options: EvaluationJobOptions): JobHandler {
  const { db, engine, borrow = async () => null } = options;

  return async function evaluate(job, control) {
    const evaluation = await findEvaluationRow(db, job.subject);
    // Deleted while it waited.
    if (evaluation === null) return;
    // One model from the first record to the last, also where another becomes the current one meanwhile.
    const { modelName: name, modelVersion: version } = evaluation;
    const loan = (await borrow({ name, version })) ?? (await borrow(engine.card));
    try {
      await scoreAll({ ...options, engine: loan?.engine ?? engine }, evaluation, job, control);
    } finally {
      loan?.giveBack();
    }
  };
}

async function scoreAll(
  options: EvaluationJobOptions,
  evaluation: EvaluationRow,
  job: Parameters<JobHandler>[0],
  { signal, progress, save }: Parameters<JobHandler>[1],
): Promise<void> {
  const { db, engine } = options;
  const { id, request } = evaluation;

  const { name: modelName, version: modelVersion } = engine.card;
  if (evaluation.modelName !== modelName || evaluation.modelVersion !== modelVersion) {
    // Half of one model and half of another would be nobody's score.
    await save(async (tx) => {
      await tx.delete(evaluationRecords).where(eq(evaluationRecords.evaluationId, id));
      await tx.update(evaluations).set({ modelName, modelVersion }).where(eq(evaluations.id, id));
    });
  }
  const done = new Set((await allRecords(db, id)).map(({ position }) => position));

  const listed = await listedRecords(options, evaluation);
  let finished = done.size;
  const underWay = new Map<number, number>();
  const tell = () => {
    const begun = [...underWay.values()].reduce((sum, fraction) => sum + fraction, 0);
    progress((finished + begun) / request.listed);
  };
  tell();

  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const scoreAt = async (position: number) => {
    stop.throwIfAborted();
    const listedRecord = listed[position];
    if (listedRecord === undefined) throw new Error(`evaluation ${id} has no record ${position}`);
    const { record, recordingId } = listedRecord;
    const onProgress = (fraction: number) => {
      underWay.set(position, fraction);
      tell();
    };
    const outcome = await listedRecord.score({ signal: stop, onProgress });
    const row = {
      evaluationId: id,
      position,
      // Null for one that was deleted while it was analysed.
      recordingId:
        recordingId === null
          ? null
          : sql<string | null>`(select id from ${recordings} where ${recordings.id} = ${recordingId})`,
      score: (outcome.kind === 'scored'
        ? outcome.evaluated.score
        : { record, unscored: outcome.error }) satisfies StoredScore,
      ecgSeconds: outcome.kind === 'scored' ? outcome.evaluated.ecgSeconds : 0,
    };
    await save(async (tx) => void (await tx.insert(evaluationRecords).values(row).onConflictDoNothing()));
    underWay.delete(position);
    finished++;
    tell();
  };

  const limit = pLimit(engine.threads);
  const open = [...listed.keys()].filter((position) => !done.has(position));
  const results = await Promise.allSettled(
    open.map((position) =>
      limit(scoreAt, position).catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    ),
  );
  signal.throwIfAborted();
  failed.signal.throwIfAborted();
  if (results.some(({ status }) => status === 'rejected')) throw new Error('a record was not scored');

  const rows = await allRecords(db, id);
  const wallSeconds = (Date.now() - (job.startedAt?.getTime() ?? Date.now())) / 1000;
  const summary = totalsOf(request.asked.protocol, rows, Math.max(0, wallSeconds));
  await save(async (tx) => {
    await tx.update(evaluations).set({ summary, finishedAt: new Date() }).where(eq(evaluations.id, id));
  });
}

const DELETED = 'The recording or its corrections were deleted.';

/** In the order of the stored list. */
async function listedRecords(
  options: EvaluationJobOptions,
  { request }: EvaluationRow,
): Promise<ListedRecord[]> {
  const { asked, keys } = request;
  if (asked.source.kind === 'corrections') return correctedRecords(options, request);

  const { db, engine, places } = options;
  const { libraryDir } = places;
  const { dataSet } = asked.source;
  const entries = await listDataSet(join(libraryDir, dataSet), asked.annotator).catch(() => []);
  const entryOf = new Map(entries.map((entry) => [entry.record, entry]));
  const idOf = await recordingIds(db, dataSet);
  return keys.map((record) => {
    const entry = entryOf.get(record);
    const path = entry === undefined ? null : pathInLibrary(entry.file, join(libraryDir, dataSet), dataSet);
    return {
      record,
      recordingId: path === null ? null : (idOf.get(path) ?? null),
      score: async (control) =>
        entry === undefined
          ? { kind: 'unscored', error: 'It is not in the library any more.' }
          : scoreEntry(engine, { entry, options: optionsOf(asked) }, libraryDir, {
              ...control,
              priority: 'background',
            }),
    };
  });
}

function pathInLibrary(file: string, folder: string, dataSet: string): string {
  const below = file.slice(folder.length).split(/[\\/]/).filter(Boolean);
  return posix.join(dataSet, ...below);
}

async function recordingIds(db: Database, dataSet: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: recordings.id, path: recordings.libraryPath })
    .from(recordings)
    .where(and(isNull(recordings.ownerId), eq(recordings.dataSet, dataSet)));
  return new Map(rows.map(({ id, path }) => [path ?? '', id]));
}

async function correctedRecords(
  { db, engine, places }: EvaluationJobOptions,
  { asked, keys }: StoredRequest,
): Promise<ListedRecord[]> {
  const rows = await db
    .select({ id: corrections.id, lead: corrections.lead, recording: recordings })
    .from(corrections)
    .innerJoin(recordings, eq(recordings.id, corrections.recordingId))
    .where(inArray(corrections.id, [...keys]));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return keys.map((key) => {
    const found = rowOf.get(key);
    return {
      record: found?.recording.name ?? 'a deleted recording',
      recordingId: found?.recording.id ?? null,
      async score(control) {
        const beats = await beatsOf(db, key);
        if (found === undefined || beats === null) return { kind: 'unscored', error: DELETED };
        const { recording, lead } = found;
        const { givenSamplingRate } = recording;
        const task = {
          record: recording.name,
          file: await recordingFile(recording, places),
          ...(givenSamplingRate === null ? {} : { samplingRate: givenSamplingRate }),
          reference: { beats, excluded: [], samplingRate: null },
          options: { ...optionsOf(asked), lead },
        };
        return scoreTask(engine, task, dirname(task.file), { ...control, priority: 'background' });
      },
    };
  });
}

async function beatsOf(db: Database, correctionId: string): Promise<Int32Array | null> {
  const [row] = await db
    .select({ beats: corrections.beats })
    .from(corrections)
    .where(eq(corrections.id, correctionId));
  return row === undefined ? null : samplesFromBytes(row.beats);
}

function optionsOf({
  protocol,
  span,
  fromSeconds,
  toleranceMs,
  lead,
}: StoredRequest['asked']): EvaluationOptions {
  return { protocol, span, fromSeconds, toleranceMs, ...(lead === undefined ? {} : { lead }) };
}
