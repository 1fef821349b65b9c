/**
 * A candidate run beside the current model: on a share of the recordings, after their answer was given, when nothing
 * else is to be done. What it finds is compared and kept; nobody is answered with it.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Analysis, compareBeats } from '@sinode/core';
import { type Engine, TaskError, type TaskErrorCode } from '@sinode/engine';
import { lt, sql } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/connect.ts';
import { recordings, shadowComparisons } from '../database/schema.ts';
import type { RecordingRow } from '../recordings/find-recording.ts';
import type { Candidate, ModelHost } from './model-host.ts';
import { isSame } from './registry.ts';

interface AskOptions {
  readonly onBegin: () => void;
  readonly signal: AbortSignal;
}

/** What a model made of a recording. */
interface Answered {
  readonly recording: RecordingRow;
  readonly analysis: Analysis;
  /** Without waiting for a thread. */
  readonly seconds: number;
  /** The same question to another engine. */
  readonly ask: (engine: Engine, options: AskOptions) => Promise<Analysis>;
}

export interface Shadow {
  /** Takes note of an answer, where the current model gave it; returns at once, and never throws. */
  offer(answered: Answered): void;
  /** Answers that were not compared, since the process was started. */
  notCompared(): { readonly busy: number; readonly failed: number };
  /** Forgets what is older than three months. */
  sweep(): Promise<void>;
  /** Breaks off the comparison under way, and drops those that wait. */
  close(): Promise<void>;
}

export interface ShadowOptions {
  readonly db: Database;
  readonly host: Pick<ModelHost, 'engine' | 'candidate'>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/** More than this wait for no one: under load, comparisons are the first to go. */
const MOST_WAITING = 32;
/** The tolerance of EC57. */
const TOLERANCE_SECONDS = 0.15;
/** A server that is never idle for so long is not asked for more. */
const IDLE_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 20;
const KEPT_DAYS = 90;
const FAULTS_OF_MODELS: readonly TaskErrorCode[] = ['MODEL_INVALID', 'OUT_OF_MEMORY', 'BUG'];

export function createShadow({ db, host, log }: ShadowOptions): Shadow {
  const waiting: { readonly answered: Answered; readonly candidate: Candidate }[] = [];
  const notCompared = { busy: 0, failed: 0 };
  let working: Promise<void> | null = null;
  const closing = new AbortController();
  const { signal } = closing;

  async function workOff(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const hasTime = await isIdle(host.engine, signal);
      if (signal.aborted) return;
      if (!hasTime) {
        notCompared.busy++;
        continue;
      }
      await compare(db, next.answered, next.candidate, signal).catch((error: unknown) => {
        if (signal.aborted) return;
        notCompared.failed++;
        log.warn({ err: error }, 'a comparison with the candidate failed');
      });
    }
  }

  return {
    offer(answered) {
      const candidate = host.candidate();
      if (signal.aborted || candidate === null || !isInShare(answered.recording.id, candidate.share)) return;
      // A job may have been asked of a model that answers no more, or of the candidate itself.
      const current = host.engine.card;
      if (!isSame(answered.analysis.model, current) || isSame(candidate, current)) return;
      if (waiting.length >= MOST_WAITING) {
        notCompared.busy++;
        return;
      }
      waiting.push({ answered, candidate });
      working ??= workOff().finally(() => {
        working = null;
      });
    },
    notCompared: () => ({ ...notCompared }),
    async sweep() {
      await db
        .delete(shadowComparisons)
        .where(lt(shadowComparisons.at, sql`now() - ${`${KEPT_DAYS} days`}::interval`));
    },
    async close() {
      closing.abort(new Error('the server stops'));
      await working;
    },
  };
}

/** Whether a recording is in the share: the same answer in every process, at any time. */
export function isInShare(recordingId: string, share: number): boolean {
  const draw = createHash('sha256').update(recordingId).digest().readUInt32BE(0) / 2 ** 32;
  return draw < share;
}

async function isIdle(engine: Engine, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + IDLE_WITHIN_MS;
  while (engine.running + engine.queued > 0 && !signal.aborted) {
    if (performance.now() > end) return false;
    await sleep(LOOK_AGAIN_MS);
  }
  return true;
}

async function compare(
  db: Database,
  answered: Answered,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<void> {
  const { recording, analysis, seconds, ask } = answered;
  let start = performance.now();
  const onBegin = () => {
    start = performance.now();
  };
  const found = await ask(candidate.engine, { onBegin, signal }).catch((error: unknown) => {
    // The current model could read it, so that it is the candidate that cannot; if it is not the file, or the time.
    if (error instanceof TaskError && FAULTS_OF_MODELS.includes(error.code)) return null;
    throw error;
  });
  const candidateSeconds = (performance.now() - start) / 1000;
  const toleranceSamples = Math.round(TOLERANCE_SECONDS * analysis.samplingRate);
  const beats = compareBeats(analysis.beats, found?.beats ?? new Int32Array(), { toleranceSamples });
  const row = {
    currentName: analysis.model.name,
    currentVersion: analysis.model.version,
    candidateName: candidate.name,
    candidateVersion: candidate.version,
    hasFailed: found === null,
    both: beats.truePositives,
    onlyCurrent: beats.falseNegatives,
    onlyCandidate: beats.falsePositives,
    currentHeartRate: analysis.heartRate,
    candidateHeartRate: found?.heartRate ?? null,
    currentSeconds: seconds,
    candidateSeconds,
  };
  // Not of a recording that was deleted meanwhile.
  const isThere = await db.$count(recordings, sql`${recordings.id} = ${recording.id}`);
  if (isThere > 0) await db.insert(shadowComparisons).values({ ...row, recordingId: recording.id });
}
