/** Analyses as rows, and as clients see them. */
import type { AnalysisItem, AnalysisReport, StoredAnalysis } from '@sinode/contracts';
import { type Quality, rrIntervalsMs } from '@sinode/core';
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { analyses, jobs, recordings } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { notFound } from '../http/problem.ts';
import type { JobRow } from '../jobs/jobs.ts';
import { type RecordingRow, visibleTo } from '../recordings/find-recording.ts';
import { fractionsFromBytes, samplesFromBytes } from './stored-numbers.ts';

export type AnalysisRow = typeof analyses.$inferSelect;

/** All of an analysis but its beats, of which there can be many. */
type AnalysisFacts = Omit<AnalysisRow, 'beats' | 'confidence'>;

export interface FoundAnalysis<Row extends AnalysisFacts = AnalysisRow> {
  readonly row: Row;
  /** The last job that worked on it; null where none did, and for jobs that are long finished. */
  readonly job: JobRow | null;
  readonly recording: RecordingRow;
}

/** @throws Problem 404 where there is none, or its recording is another's */
export async function findAnalysis(db: Database, userId: string, id: string): Promise<FoundAnalysis> {
  const [found] = await db
    .select({ row: analyses, job: jobs, recording: recordings })
    .from(analyses)
    .innerJoin(recordings, eq(recordings.id, analyses.recordingId))
    .leftJoin(jobs, eq(jobs.id, analyses.jobId))
    .where(and(eq(analyses.id, id), visibleTo(userId)));
  if (found === undefined) throw notFound('analysis');
  return found;
}

/** How far an analysis is. */
export function statusOf({ row, job }: Pick<FoundAnalysis<AnalysisFacts>, 'row' | 'job'>) {
  if (row.finishedAt !== null) return { state: 'done' as const, progress: 1, error: null };
  // Nobody works on it, and nobody remembers why.
  if (job === null) return { state: 'cancelled' as const, progress: 0, error: null };
  return { state: job.state, progress: job.progress, error: job.error };
}

function commonOf(found: FoundAnalysis<AnalysisFacts>) {
  const { row } = found;
  return {
    id: row.id,
    recordingId: row.recordingId,
    ...statusOf(found),
    askedLead: row.askedLead === '' ? null : row.askedLead,
    model: { name: row.modelName, version: row.modelVersion },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function analysisOf(found: FoundAnalysis): StoredAnalysis {
  return { ...commonOf(found), report: reportOf(found) };
}

/** @returns null until it is done */
export function reportOf({ row, recording }: FoundAnalysis): AnalysisReport | null {
  const { lead, summary } = row;
  if (row.beats === null || row.confidence === null || lead === null || summary === null) return null;
  const { samplingRate, durationSeconds } = recording;
  const beats = samplesFromBytes(row.beats);
  return {
    file: recording.name,
    lead,
    samplingRate,
    durationSeconds,
    model: { name: row.modelName, version: row.modelVersion },
    heartRate: summary.heartRate,
    challengeHeartRate: summary.challengeHeartRate,
    beats: Array.from(beats),
    confidence: Array.from(fractionsFromBytes(row.confidence), (fraction) => Number(fraction.toFixed(4))),
    rrMs: Array.from(rrIntervalsMs(beats, samplingRate)),
    quality: qualityOf(summary),
    warnings: [...summary.warnings],
  };
}

/** As the core gave it; the database keeps it as it is. */
export function qualityOf({ quality }: { readonly quality: unknown }): AnalysisReport['quality'] {
  const { verdict, stretches } = quality as Quality;
  return { verdict, stretches: [...stretches] };
}

const { beats, confidence: _confidence, ...facts } = getTableColumns(analyses);
const beatCount = sql<number>`coalesce(octet_length(${beats}), 0) / 4`.mapWith(Number);

/** Newest first. */
export async function listAnalyses(
  db: Database,
  recording: RecordingRow,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: AnalysisItem[]; nextCursor: string | null }> {
  const found = await db
    .select({ row: facts, job: jobs, beatCount, place: placeOf(analyses.createdAt) })
    .from(analyses)
    .leftJoin(jobs, eq(jobs.id, analyses.jobId))
    .where(and(eq(analyses.recordingId, recording.id), after(cursor, analyses)))
    .orderBy(desc(analyses.createdAt), desc(analyses.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row, job, beatCount }) => ({
      ...commonOf({ row, job, recording }),
      result:
        row.lead === null || row.summary === null
          ? null
          : {
              lead: row.lead,
              beatCount,
              heartRate: row.summary.heartRate,
              quality: qualityOf(row.summary).verdict,
            },
    })),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.place, last.row.id]) : null,
  };
}

/** With microseconds, which a `Date` does not have. */
export function placeOf(createdAt: PgColumn): SQL<string> {
  return sql<string>`to_char(${createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

const Place = z.tuple([z.iso.datetime({ precision: 6 }).regex(/^[1-9]/), z.uuid()]);

/** What comes after a cursor in a list with the newest first. */
export function after(
  cursor: string | undefined,
  table: { createdAt: PgColumn; id: PgColumn },
): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [place, id] = decodeCursor(cursor, Place);
  return sql`(${table.createdAt}, ${table.id}) < (${place}::timestamptz, ${id}::uuid)`;
}
