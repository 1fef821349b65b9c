/** Recordings as clients see them, each with its newest analysis. */
import type { Recording } from '@sinode/contracts';
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { analyses } from '../database/schema.ts';
import type { RecordingRow } from './find-recording.ts';

type LatestAnalysis = Recording['analysis'];

/** One question to the database for all of them, in which no beats travel: a day of ECG has a megabyte of them. */
export async function describeRecordings(db: Database, rows: readonly RecordingRow[]): Promise<Recording[]> {
  const latest = await latestAnalyses(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toContract(row, latest.get(row.id) ?? null));
}

export async function describeRecording(db: Database, row: RecordingRow): Promise<Recording> {
  const latest = await latestAnalyses(db, [row.id]);
  return toContract(row, latest.get(row.id) ?? null);
}

/** By recording; those without a finished analysis are left out. */
async function latestAnalyses(
  db: Database,
  recordingIds: readonly string[],
): Promise<Map<string, LatestAnalysis>> {
  if (recordingIds.length === 0) return new Map();
  const newest = db
    .selectDistinctOn([analyses.recordingId], { id: analyses.id })
    .from(analyses)
    .where(and(inArray(analyses.recordingId, [...recordingIds]), isNotNull(analyses.finishedAt)))
    .orderBy(analyses.recordingId, desc(analyses.finishedAt), desc(analyses.id))
    .as('newest');
  // Joined, so that only of the newest anything large is looked into.
  const found = await db
    .select({
      recordingId: analyses.recordingId,
      id: analyses.id,
      lead: sql<string>`${analyses.lead}`,
      beatCount: sql<number>`octet_length(${analyses.beats}) / 4`.mapWith(Number),
      heartRate: sql<number | null>`(${analyses.summary} ->> 'heartRate')::float8`,
      quality: sql<NonNullable<LatestAnalysis>['quality']>`${analyses.summary} -> 'quality' ->> 'verdict'`,
    })
    .from(newest)
    .innerJoin(analyses, eq(analyses.id, newest.id));
  return new Map(found.map(({ recordingId, ...analysis }) => [recordingId, analysis]));
}

function toContract(row: RecordingRow, analysis: LatestAnalysis): Recording {
  return {
    id: row.id,
    source: row.ownerId === null ? 'library' : 'mine',
    dataSet: row.dataSet,
    name: row.name,
    note: row.note,
    tags: row.tags,
    format: row.format,
    samplingRate: row.samplingRate,
    givenSamplingRate: row.givenSamplingRate,
    sampleCount: row.sampleCount,
    durationSeconds: row.durationSeconds,
    startTime: row.startTime?.toISOString() ?? null,
    leads: [...row.leads],
    warnings: [...row.warnings],
    files: [...row.files],
    mainFile: row.mainFile,
    sha256: row.sha256,
    sizeBytes: row.sizeBytes,
    analysis,
    createdAt: row.createdAt.toISOString(),
  };
}
