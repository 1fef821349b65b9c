/** Analyses that are made: at once for short recordings, as a job for long ones, and never twice. */
import { dirname } from 'node:path';
import type { Analysis, ModelCard } from '@sinode/core';
import { type Engine, TaskError, type TaskOptions } from '@sinode/engine';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { analyses, recordings } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { cancelJob, enqueue, findJob, isFinished } from '../jobs/jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { isInside } from '../library/resolve-path.ts';
import { withoutFolder } from '../library/without-folder.ts';
import type { Loan, ModelHost } from '../models/model-host.ts';
import { isSame, type ModelIdentity } from '../models/registry.ts';
import type { Shadow } from '../models/shadow.ts';
import { type RecordingPlaces, type RecordingRow, recordingFile } from '../recordings/find-recording.ts';
import type { AnalysisRow, FoundAnalysis } from './find-analysis.ts';
import { fractionsToBytes, samplesToBytes } from './stored-numbers.ts';

/** A recording of this length is analysed while its owner waits: a fraction of a second of work. */
export const SHORT_SECONDS = 600;

export interface AnalysisContext {
  readonly db: Database;
  readonly engine: Engine;
  readonly places: RecordingPlaces;
  /** Other models than the one that answers; without it there are none. */
  readonly models?: OtherModels;
}

interface OtherModels {
  readonly cards: () => Promise<readonly ModelCard[]>;
  readonly borrow: ModelHost['borrow'];
  /** Told of each new answer. */
  readonly offer: Shadow['offer'];
}

/** What is asked about a recording: the same question has one answer. */
interface Question {
  readonly recordingId: string;
  /** As it stands in the recording; empty where the choice is left to Sinode. */
  readonly askedLead: string;
  readonly modelName: string;
  readonly modelVersion: string;
}

export interface MadeAnalysis {
  readonly found: FoundAnalysis;
  /** Whether this call began or made it. */
  readonly isNew: boolean;
}

/** @returns a function that answers for an analysis, made now, begun now, or there already */
export function createAnalysisMaker(context: AnalysisContext) {
  /** Equal requests at once wait for one answer. */
  const underWay = new Map<string, Promise<MadeAnalysis>>();

  return async function make(recording: RecordingRow, askedLead: string): Promise<MadeAnalysis> {
    const { name: modelName, version: modelVersion } = context.engine.card;
    const question: Question = { recordingId: recording.id, askedLead, modelName, modelVersion };
    const key = JSON.stringify(question);
    // Before anything is waited for: a request that read "not there" while another's answer was on its way to the
    // database would otherwise make it a second time.
    const begun = underWay.get(key);
    if (begun !== undefined) return { found: (await begun).found, isNew: false };
    const making = findOrMake(context, recording, question);
    underWay.set(key, making);
    try {
      return await making;
    } finally {
      underWay.delete(key);
    }
  };
}

async function findOrMake(
  context: AnalysisContext,
  recording: RecordingRow,
  question: Question,
): Promise<MadeAnalysis> {
  const { db } = context;
  const stored = await answerTo(db, question);
  if (stored !== null && stored.finishedAt !== null) {
    return { found: { row: stored, job: null, recording }, isNew: false };
  }
  if (recording.durationSeconds > SHORT_SECONDS) return beginLong(db, recording, question);
  return { found: await makeNow(context, recording, question), isNew: true };
}

function isQuestion({ recordingId, askedLead, modelName, modelVersion }: Question) {
  return and(
    eq(analyses.recordingId, recordingId),
    eq(analyses.askedLead, askedLead),
    eq(analyses.modelName, modelName),
    eq(analyses.modelVersion, modelVersion),
  );
}

async function answerTo(db: Database, question: Question): Promise<AnalysisRow | null> {
  const [row] = await db.select().from(analyses).where(isQuestion(question));
  return row ?? null;
}

async function makeNow(
  context: AnalysisContext,
  recording: RecordingRow,
  question: Question,
): Promise<FoundAnalysis> {
  const { db } = context;
  const answer = await answerNow(context, recording, question.askedLead, {});
  const result = resultOf(answer.analysis);
  // Between the question and its answer another model may have become the current one.
  const { name: modelName, version: modelVersion } = answer.analysis.model;
  const [row] = await db
    .insert(analyses)
    .values({ ...question, modelName, modelVersion, ...result, finishedAt: new Date() })
    .onConflictDoUpdate({
      target: [analyses.recordingId, analyses.askedLead, analyses.modelName, analyses.modelVersion],
      set: { ...result, finishedAt: sql`coalesce(${analyses.finishedAt}, now())` },
    })
    .returning();
  if (row === undefined) throw new Error('an analysis was neither inserted nor found');
  tell(context, recording, answer);
  return { row, job: null, recording };
}

interface TimedAnalysis {
  readonly analysis: Analysis;
  /** From its beginning in a thread. */
  readonly seconds: number;
}

async function answerNow(
  context: AnalysisContext,
  recording: RecordingRow,
  askedLead: string,
  options: TaskOptions,
): Promise<TimedAnalysis> {
  let start = performance.now();
  const onBegin = () => {
    start = performance.now();
  };
  const analysis = await analyze(context, recording, askedLead, { ...options, onBegin });
  return { analysis, seconds: (performance.now() - start) / 1000 };
}

/** A candidate may try the same. */
function tell(context: AnalysisContext, recording: RecordingRow, { analysis, seconds }: TimedAnalysis): void {
  const { places, models } = context;
  models?.offer({
    recording,
    analysis,
    seconds,
    ask: (engine, options) => analyze({ engine, places }, recording, analysis.lead, options),
  });
}

/** Both the analysis and its job are there, or none of them. */
async function beginLong(db: Database, recording: RecordingRow, question: Question): Promise<MadeAnalysis> {
  return db.transaction(async (tx) => {
    await tx.insert(analyses).values(question).onConflictDoNothing();
    const [row] = await tx.select().from(analyses).where(isQuestion(question)).for('update');
    if (row === undefined) throw new Error('an analysis was neither inserted nor found');
    const job = row.jobId === null ? null : await findJob(tx, row.jobId);
    if (row.finishedAt !== null || (job !== null && !isFinished(job.state))) {
      return { found: { row, job, recording }, isNew: false };
    }
    // Analyses of the library are everybody's, so their jobs end with nobody's account.
    const { ownerId } = recording;
    const begun = await enqueue(tx, { kind: 'analysis', subject: row.id, ownerId });
    await tx.update(analyses).set({ jobId: begun.id }).where(eq(analyses.id, row.id));
    return { found: { row: { ...row, jobId: begun.id }, job: begun, recording }, isNew: true };
  });
}

function resultOf(analysis: Analysis) {
  const { lead, beats, confidence, heartRate, challengeHeartRate, quality, warnings } = analysis;
  return {
    lead,
    beats: samplesToBytes(beats),
    confidence: fractionsToBytes(confidence),
    summary: { heartRate, challengeHeartRate, quality, warnings },
  };
}

/** @throws Problem 404 where the file is gone, and TaskError in words that do not tell where files lie on the server */
async function analyze(
  { engine, places }: Pick<AnalysisContext, 'engine' | 'places'>,
  recording: RecordingRow,
  askedLead: string,
  options: TaskOptions,
): Promise<Analysis> {
  const file = await recordingFile(recording, places);
  if (recording.ownerId === null && !(await isInside(places.libraryDir, file))) {
    throw new Problem(404, 'NOT_FOUND', 'The file is no longer where it was when the library was read.');
  }
  const lead = askedLead === '' ? undefined : askedLead;
  const samplingRate = recording.givenSamplingRate ?? undefined;
  try {
    return await engine.analyze({ file, lead, samplingRate }, options);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    throw new TaskError({ ...error, message: withoutFolder(error.message, dirname(file)) });
  }
}

/** Does the jobs of kind `analysis`. */
export function createAnalysisJob(context: AnalysisContext): JobHandler {
  const { db } = context;
  return async function analyzeLong(job, { signal, progress, save }) {
    const [found] = await db
      .select({ row: analyses, recording: recordings })
      .from(analyses)
      .innerJoin(recordings, eq(recordings.id, analyses.recordingId))
      .where(and(eq(analyses.id, job.subject), isNull(analyses.finishedAt)));
    // Deleted while it waited, or done by a worker that ended before it could say so.
    if (found === undefined) return;
    const { row, recording } = found;
    const loan = await borrowFor(context, { name: row.modelName, version: row.modelVersion });
    try {
      const options = { priority: 'background' as const, signal, onProgress: progress };
      const asked = { ...context, engine: loan.engine };
      const answer = await answerNow(asked, recording, row.askedLead, options);
      const result = resultOf(answer.analysis);
      await save(async (tx) => {
        await tx
          .update(analyses)
          .set({ ...result, finishedAt: sql`now()` })
          .where(eq(analyses.id, row.id));
      });
      tell(context, recording, answer);
    } finally {
      loan.giveBack();
    }
  };
}

/**
 * The model that was asked, also where another answers by now.
 *
 * @throws Problem 409 where it is not to be had any more
 */
async function borrowFor({ engine, models }: AnalysisContext, asked: ModelIdentity): Promise<Loan> {
  if (models === undefined && isSame(engine.card, asked)) return { engine, giveBack() {} };
  const loan = (await models?.borrow(asked)) ?? null;
  if (loan !== null) return loan;
  const { name, version } = engine.card;
  const detail = `It was asked of ${asked.name} ${asked.version}, which is not here any more; this server has ${name} ${version}. Ask again.`;
  throw new Problem(409, 'CONFLICT', detail);
}

/** Deletes an analysis; nobody works on it any more. Corrections that began with it stay. */
export async function forgetAnalysis(db: Database, { id, jobId }: AnalysisRow): Promise<void> {
  await db.transaction(async (tx) => {
    // In this order, as a worker that saves its result takes the two rows.
    if (jobId !== null) await cancelJob(tx, jobId);
    await tx.delete(analyses).where(eq(analyses.id, id));
  });
}
