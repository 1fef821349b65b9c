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
  // What was compared with a model that answers no more says nothing of the one that does.
  const compared = rows.filter(
    (row) => row.currentName === current?.name && row.currentVersion === current?.version,
  );
  const agreement = agreementOf(compared);
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

function comparisonsOf(db: Database, { name, version }: ModelIdentity, days: number): Promise<Comparison[]> {
  return db
    .select()
    .from(shadowComparisons)
    .where(
      and(
        eq(shadowComparisons.candidateName, name),
        eq(shadowComparisons.candidateVersion, version),
        gte(shadowComparisons.at, sql`now() - ${`${days} days`}::interval`),
      ),
    )
    .orderBy(desc(shadowComparisons.at))
    .limit(MOST_COMPARISONS);
}

export function agreementOf(rows: readonly Comparison[]) {
  const differences = rows.flatMap(({ currentHeartRate, candidateHeartRate }) =>
    currentHeartRate === null || candidateHeartRate === null ? [] : [candidateHeartRate - currentHeartRate],
  );
  const currentSeconds = total(rows, 'currentSeconds');
  return {
    comparisons: rows.length,
    failed: rows.filter(({ hasFailed }) => hasFailed).length,
    beats: {
      both: total(rows, 'both'),
      onlyCurrent: total(rows, 'onlyCurrent'),
      onlyCandidate: total(rows, 'onlyCandidate'),
    },
    f1: f1Of(rows),
    f1Interval: bootstrapInterval(rows, f1Of, { random: createRandom(1), rounds: BOOTSTRAP_ROUNDS }),
    heartRate: {
      comparisons: differences.length,
      meanDifference: mean(differences),
      p95AbsoluteDifference: percentile(differences.map(Math.abs), 0.95),
      within5Bpm: mean(differences.map((each) => (Math.abs(each) <= NEAR_BPM ? 1 : 0))),
      differences: countsOf(differences),
    },
    speedRatio: currentSeconds === 0 ? null : total(rows, 'candidateSeconds') / currentSeconds,
    worst: rows
      .filter((row) => disagreement(row) > 0)
      .toSorted((a, b) => disagreement(b) - disagreement(a))
      .slice(0, WORST)
      .map(({ recordingId, at, both, onlyCurrent, onlyCandidate, currentHeartRate, candidateHeartRate }) => ({
        recordingId,
        at: at.toISOString(),
        both,
        onlyCurrent,
        onlyCandidate,
        currentHeartRate,
        candidateHeartRate,
      })),
  };
}

function f1Of(rows: readonly Comparison[]): number | null {
  return f1({
    truePositives: total(rows, 'both'),
    falseNegatives: total(rows, 'onlyCurrent'),
    falsePositives: total(rows, 'onlyCandidate'),
  });
}

function disagreement({ onlyCurrent, onlyCandidate }: Comparison): number {
  return onlyCurrent + onlyCandidate;
}

type CountColumn = 'both' | 'onlyCurrent' | 'onlyCandidate' | 'currentSeconds' | 'candidateSeconds';

function total(rows: readonly Comparison[], column: CountColumn): number {
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
