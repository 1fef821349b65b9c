/** How far a candidate finds what the current model found, out of the comparisons of a shadow. */
import type { ShadowAgreement } from '@sinode/contracts';
import { bootstrapInterval, createRandom, f1 } from '@sinode/core';
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { modelEvents, recordings, shadowComparisons } from '../database/schema.ts';
import { visibleTo } from '../recordings/find-recording.ts';
import type { ModelIdentity } from './registry.ts';

type Comparison = typeof shadowComparisons.$inferSelect;

/** The newest; an interval over more takes longer than anyone waits, and is no narrower than it need be. */
const MOST_COMPARISONS = 5_000;
const BOOTSTRAP_ROUNDS = 1_000;
const WORST = 10;
const NEAR_BPM = 5;

export interface AgreementQuery {
  readonly days: number;
  /** Of the candidate; the one that ran last without it. */
  readonly name?: string | undefined;
  readonly version?: string | undefined;
}

/** @param userId - who asks, and may open some of the recordings; nobody without it */
export async function readAgreement(
  db: Database,
  { days, name, version }: AgreementQuery,
  userId: string | null = null,
): Promise<Omit<ShadowAgreement, 'notCompared'>> {
  const candidate =
    name !== undefined && version !== undefined ? { name, version } : await lastCandidate(db, name);
  const rows = candidate === null ? [] : await comparisonsOf(db, candidate, days);
  const [newest] = rows;
  const current = newest === undefined ? null : { name: newest.currentName, version: newest.currentVersion };
  const agreement = agreementOf(rows);
  const visible = await visibleOf(db, agreement.worst, userId);
  const worst = agreement.worst.map((each) => ({ ...each, isVisible: visible.has(each.recordingId) }));
  return { candidate, current, days, ...agreement, worst };
}

async function visibleOf(
  db: Database,
  all: readonly { readonly recordingId: string }[],
  userId: string | null,
): Promise<ReadonlySet<string>> {
  if (userId === null || all.length === 0) return new Set();
  const ids = all.map(({ recordingId }) => recordingId);
  const rows = await db
    .select({ id: recordings.id })
    .from(recordings)
    .where(and(inArray(recordings.id, ids), visibleTo(userId)));
  return new Set(rows.map(({ id }) => id));
}

async function lastCandidate(db: Database, name: string | undefined): Promise<ModelIdentity | null> {
  const [event] = await db
    .select({ name: modelEvents.name, version: modelEvents.version })
    .from(modelEvents)
    .where(
      and(
        eq(modelEvents.action, 'shadow-started'),
        name === undefined ? undefined : eq(modelEvents.name, name),
      ),
    )
    .orderBy(desc(modelEvents.id))
    .limit(1);
  if (event === undefined || event.name === null || event.version === null) return null;
  return { name: event.name, version: event.version };
}

/** With the model that the newest is with: what answers no more says nothing of the one that does. */
function comparisonsOf(db: Database, { name, version }: ModelIdentity, days: number): Promise<Comparison[]> {
  const { candidateName, candidateVersion, currentName, currentVersion, at } = shadowComparisons;
  const isOfCandidate = and(
    eq(candidateName, name),
    eq(candidateVersion, version),
    gte(at, sql`now() - ${`${days} days`}::interval`),
  );
  const newest = db
    .select({ currentName, currentVersion })
    .from(shadowComparisons)
    .where(isOfCandidate)
    .orderBy(desc(at))
    .limit(1);
  return db
    .select()
    .from(shadowComparisons)
    .where(and(isOfCandidate, sql`(${currentName}, ${currentVersion}) = ${newest}`))
    .orderBy(desc(at))
    .limit(MOST_COMPARISONS);
}

export function agreementOf(rows: readonly Comparison[]) {
  const differences = rows.flatMap(({ currentHeartRate, candidateHeartRate }) =>
    currentHeartRate === null || candidateHeartRate === null ? [] : [candidateHeartRate - currentHeartRate],
  );
  const currentSeconds = total(rows, 'currentSeconds');
  // The leads of a recording are of one heart: counted one by one, they would promise more than is known.
  const ofRecordings = byRecording(rows);
  return {
    comparisons: ofRecordings.length,
    failed: ofRecordings.filter((each) => each.some(({ hasFailed }) => hasFailed)).length,
    beats: beatsOf(rows),
    f1: f1Of(rows),
    f1Interval: bootstrapInterval(ofRecordings.map(beatsOf), f1Of, {
      random: createRandom(1),
      rounds: BOOTSTRAP_ROUNDS,
    }),
    heartRate: {
      comparisons: differences.length,
      meanDifference: mean(differences),
      p95AbsoluteDifference: percentile(differences.map(Math.abs), 0.95),
      within5Bpm: mean(differences.map((each) => (Math.abs(each) <= NEAR_BPM ? 1 : 0))),
      differences: countsOf(differences),
    },
    speedRatio: currentSeconds === 0 ? null : total(rows, 'candidateSeconds') / currentSeconds,
    worst: byRecording(
      rows.filter((row) => disagreement(row) > 0).toSorted((a, b) => disagreement(b) - disagreement(a)),
    )
      .slice(0, WORST)
      .map(
        ([{ recordingId, at, both, onlyCurrent, onlyCandidate, currentHeartRate, candidateHeartRate }]) => ({
          recordingId,
          at: at.toISOString(),
          both,
          onlyCurrent,
          onlyCandidate,
          currentHeartRate,
          candidateHeartRate,
        }),
      ),
  };
}

/** Recordings in the order of their first rows, each with its rows in theirs. */
function byRecording(rows: readonly Comparison[]): [Comparison, ...Comparison[]][] {
  const found = new Map<string, [Comparison, ...Comparison[]]>();
  for (const row of rows) {
    const others = found.get(row.recordingId);
    if (others === undefined) found.set(row.recordingId, [row]);
    else others.push(row);
  }
  return [...found.values()];
}

type Beats = Pick<Comparison, 'both' | 'onlyCurrent' | 'onlyCandidate'>;

function beatsOf(rows: readonly Comparison[]): Beats {
  return {
    both: total(rows, 'both'),
    onlyCurrent: total(rows, 'onlyCurrent'),
    onlyCandidate: total(rows, 'onlyCandidate'),
  };
}

function f1Of(rows: readonly Beats[]): number | null {
  return f1({
    truePositives: total(rows, 'both'),
    falseNegatives: total(rows, 'onlyCurrent'),
    falsePositives: total(rows, 'onlyCandidate'),
  });
}

function disagreement({ onlyCurrent, onlyCandidate }: Comparison): number {
  return onlyCurrent + onlyCandidate;
}

function total<K extends string>(rows: readonly Readonly<Record<K, number>>[], column: K): number {
  let sum = 0;
  for (const row of rows) sum += row[column];
  return sum;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How often each whole number occurs, ascending. */
function countsOf(values: readonly number[]): { bpm: number; comparisons: number }[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    // Never −0.
    const bpm = Math.round(value) + 0;
    counts.set(bpm, (counts.get(bpm) ?? 0) + 1);
  }
  return [...counts].map(([bpm, comparisons]) => ({ bpm, comparisons })).sort((a, b) => a.bpm - b.bpm);
}

/** The least value that so many of all do not exceed. */
function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
