/** The beats of a lead as a person corrected them: versions, of which none is ever changed. */
import type { Correction, CorrectionItem, CorrectionRequest } from '@sinode/contracts';
import {
  applyChanges,
  type BeatChange,
  ChangeError,
  heartRateBpm,
  readingBreaks,
  rrIntervalsMs,
} from '@sinode/core';
import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { violatedIndex } from '../database/connect.ts';
import { analyses, corrections, recordings, users } from '../database/schema.ts';
import { encodeCursor } from '../http/page.ts';
import { invalidField, notFound, Problem } from '../http/problem.ts';
import { type RecordingRow, visibleTo } from '../recordings/find-recording.ts';
import { type AnalysisRow, after, placeOf, qualityOf } from './find-analysis.ts';
import { samplesFromBytes, samplesToBytes } from './stored-numbers.ts';

export type CorrectionRow = typeof corrections.$inferSelect;

/** What changes begin with. */
interface Base {
  readonly version: number;
  readonly analysisId: string | null;
  readonly beats: Int32Array;
}

/**
 * Saves a new version.
 *
 * @param lead - as it stands in the recording
 * @throws Problem 409 when what it is based on is not the latest any more, 422 for changes that cannot be made
 */
export async function saveCorrection(
  db: Database,
  authorId: string,
  recording: RecordingRow,
  lead: string,
  { basedOn, changes, note = '' }: CorrectionRequest,
): Promise<CorrectionRow> {
  const latest = await latestOf(db, authorId, recording.id, lead);
  const base =
    'version' in basedOn
      ? requireLatest(latest, lead, basedOn.version)
      : await baseOf(db, recording, lead, latest, basedOn.analysisId);
  const version = base.version + 1;
  const beats = changed(base.beats, changes, recording.sampleCount);
  try {
    const [row] = await db
      .insert(corrections)
      .values({
        recordingId: recording.id,
        authorId,
        lead,
        version,
        analysisId: base.analysisId,
        changes,
        beats: samplesToBytes(beats),
        note,
      })
      .returning();
    if (row === undefined) throw new Error('a correction was not inserted');
    return row;
  } catch (error) {
    if (violatedIndex(error) === 'corrections_version') throw outdated(lead, version);
    throw error;
  }
}

async function latestOf(
  db: Database,
  authorId: string,
  recordingId: string,
  lead: string,
): Promise<CorrectionRow | null> {
  const [row] = await db
    .select()
    .from(corrections)
    .where(
      and(
        eq(corrections.recordingId, recordingId),
        eq(corrections.authorId, authorId),
        eq(corrections.lead, lead),
      ),
    )
    .orderBy(desc(corrections.version))
    .limit(1);
  return row ?? null;
}

function requireLatest(latest: CorrectionRow | null, lead: string, version: number): Base {
  if (latest === null || version > latest.version) {
    throw invalidField('basedOn.version', `there is no version ${version} of the beats of ${lead}`);
  }
  if (version < latest.version) throw outdated(lead, latest.version);
  return { ...latest, beats: samplesFromBytes(latest.beats) };
}

async function baseOf(
  db: Database,
  recording: RecordingRow,
  lead: string,
  latest: CorrectionRow | null,
  analysisId: string,
): Promise<Base> {
  // Else whoever has the page open twice would undo in one what was saved in the other.
  if (latest !== null) throw outdated(lead, latest.version);
  const [row] = await db
    .select()
    .from(analyses)
    .where(and(eq(analyses.id, analysisId), eq(analyses.recordingId, recording.id)));
  if (row === undefined)
    throw invalidField('basedOn.analysisId', 'there is no such analysis of this recording');
  if (row.beats === null) throw invalidField('basedOn.analysisId', 'the analysis is not done');
  if (row.lead !== lead) {
    throw invalidField('basedOn.analysisId', `the analysis is of ${row.lead} and not of ${lead}`);
  }
  return { version: 0, analysisId, beats: samplesFromBytes(row.beats) };
}

function outdated(lead: string, version: number): Problem {
  const detail = `The beats of ${lead} have a version ${version} by now. Read it, and base the changes on it.`;
  return new Problem(409, 'CONFLICT', detail);
}

function changed(beats: Int32Array, changes: readonly BeatChange[], sampleCount: number): Int32Array {
  try {
    return applyChanges(beats, changes, sampleCount);
  } catch (error) {
    if (error instanceof ChangeError) throw invalidField(`changes.${error.index}`, error.message);
    throw error;
  }
}

export interface FoundCorrection {
  readonly row: CorrectionRow;
  readonly recording: RecordingRow;
  /** The analysis that version 1 began with, unless it was deleted. */
  readonly analysis: AnalysisRow | null;
}

/** @throws Problem 404 where there is none, or it is another's */
export async function findCorrection(db: Database, authorId: string, id: string): Promise<FoundCorrection> {
  const [found] = await db
    .select({ row: corrections, recording: recordings, analysis: analyses })
    .from(corrections)
    .innerJoin(recordings, eq(recordings.id, corrections.recordingId))
    .leftJoin(analyses, eq(analyses.id, corrections.analysisId))
    .where(and(eq(corrections.id, id), eq(corrections.authorId, authorId), visibleTo(authorId)));
  if (found === undefined) throw notFound('correction');
  return found;
}

/** @param author - the name of who made it */
export function itemOf(
  row: Omit<CorrectionRow, 'beats'> & { readonly beatCount: number },
  author: string,
): CorrectionItem {
  const count = (kind: BeatChange['kind']) => row.changes.filter((change) => change.kind === kind).length;
  return {
    id: row.id,
    recordingId: row.recordingId,
    lead: row.lead,
    version: row.version,
    author,
    analysisId: row.analysisId,
    note: row.note,
    beatCount: row.beatCount,
    changes: { added: count('add'), moved: count('move'), deleted: count('delete') },
    createdAt: row.createdAt.toISOString(),
  };
}

export function withCount(row: CorrectionRow): CorrectionRow & { beatCount: number } {
  return { ...row, beatCount: row.beats.length / Int32Array.BYTES_PER_ELEMENT };
}

/** With the beats, and what follows from them. */
export function correctionOf({ row, recording, analysis }: FoundCorrection, author: string): Correction {
  const { samplingRate, durationSeconds } = recording;
  const beats = samplesFromBytes(row.beats);
  const rrMs = rrIntervalsMs(beats, samplingRate);
  return {
    ...itemOf(withCount(row), author),
    samplingRate,
    durationSeconds,
    beats: Array.from(beats),
    rrMs: Array.from(rrMs),
    heartRate: heartRateBpm(beats, rrMs, readingBreaks(stretchesOf(analysis), beats, samplingRate)),
  };
}

function stretchesOf(analysis: AnalysisRow | null) {
  return analysis?.summary == null ? [] : qualityOf(analysis.summary).stretches;
}

const { beats: beatBytes, ...facts } = getTableColumns(corrections);
const beatCount = sql<number>`octet_length(${beatBytes}) / 4`.mapWith(Number);

/** A person's own versions of a recording, newest first. */
export async function listCorrections(
  db: Database,
  authorId: string,
  recordingId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: CorrectionItem[]; nextCursor: string | null }> {
  const found = await db
    .select({ row: { ...facts, beatCount }, author: users.name, place: placeOf(corrections.createdAt) })
    .from(corrections)
    .innerJoin(users, eq(users.id, corrections.authorId))
    .where(
      and(
        eq(corrections.recordingId, recordingId),
        eq(corrections.authorId, authorId),
        after(cursor, corrections),
      ),
    )
    .orderBy(desc(corrections.createdAt), desc(corrections.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row, author }) => itemOf(row, author)),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.place, last.row.id]) : null,
  };
}

/** The newest version of a lead that a person corrected. */
export interface LatestCorrection {
  readonly id: string;
  readonly recordingId: string;
  /** Of the recording. */
  readonly name: string;
  readonly lead: string;
}

/** The newest version of each recording and lead that a person corrected: the beats that they say are right. */
export function latestCorrections(
  db: Database,
  userId: string,
  recordingIds?: readonly string[],
): Promise<LatestCorrection[]> {
  return db
    .selectDistinctOn([corrections.recordingId, corrections.lead], {
      id: corrections.id,
      recordingId: corrections.recordingId,
      name: recordings.name,
      lead: corrections.lead,
    })
    .from(corrections)
    .innerJoin(recordings, eq(recordings.id, corrections.recordingId))
    .where(
      and(
        eq(corrections.authorId, userId),
        visibleTo(userId),
        recordingIds === undefined ? undefined : inArray(corrections.recordingId, [...recordingIds]),
      ),
    )
    .orderBy(corrections.recordingId, corrections.lead, desc(corrections.version));
}
