/**
 * What a server is asked about, counted in bins of a few features, and how far it has moved from what the model was
 * trained on. Only counts are kept: nothing leads from them to a recording or a person.
 */
import type { DriftReport } from '@sinode/contracts';
import {
  type Analysis,
  binLabels,
  INPUT_FEATURE_NAMES,
  INPUT_FEATURES,
  type InputFeatureName,
  inputFeatures,
  type ModelCard,
  profileOf,
  stabilityIndex,
} from '@sinode/core';
import type { Engine } from '@sinode/engine';
import { gte, lt, sql } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/connect.ts';
import { inputHistograms } from '../database/schema.ts';

export interface Drift {
  /** The same engine, with what it is asked about counted. */
  watch(engine: Engine): Engine;
  report(card: ModelCard, days: number): Promise<DriftReport>;
  /** Forgets what is older than three months. */
  sweep(): Promise<void>;
  /** Writes what is counted. */
  flush(): Promise<void>;
}

/** What is counted goes to the database this often; a process that is killed loses so much of it. */
const FLUSH_MS = 5_000;
const KEPT_DAYS = 90;
/** Fewer analyses say nothing: their index would be 0.05 by chance alone. */
const LEAST_ANALYSES = 200;
/** The bands that are customary. */
const MODERATE = 0.1;
const SHIFTED = 0.25;
const HOUR_MS = 3_600_000;

interface Count {
  readonly hour: Date;
  readonly feature: InputFeatureName;
  readonly bin: number;
  count: number;
  sum: number;
}

export function createDrift({ db, log }: { db: Database; log: Pick<FastifyBaseLogger, 'warn'> }): Drift {
  let counts = new Map<string, Count>();
  let timer: NodeJS.Timeout | null = null;

  function add(analysis: Analysis): void {
    const hour = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
    for (const { feature, bin, value } of inputFeatures(analysis)) {
      const key = `${hour.getTime()} ${feature} ${bin}`;
      const count = counts.get(key) ?? { hour, feature, bin, count: 0, sum: 0 };
      count.count++;
      count.sum += value;
      counts.set(key, count);
    }
    timer ??= setTimeout(() => {
      timer = null;
      flush().catch((error: unknown) => log.warn({ err: error }, 'what was analysed could not be counted'));
    }, FLUSH_MS).unref();
  }

  async function flush(): Promise<void> {
    const rows = [...counts.values()];
    if (rows.length === 0) return;
    counts = new Map();
    await db
      .insert(inputHistograms)
      // In one order in every process, so that two of them never wait for each other.
      .values(rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))
      .onConflictDoUpdate({
        target: [inputHistograms.hour, inputHistograms.feature, inputHistograms.bin],
        set: {
          count: sql`${inputHistograms.count} + excluded.count`,
          sum: sql`${inputHistograms.sum} + excluded.sum`,
        },
      });
  }

  return {
    watch: (engine) =>
      Object.create(engine, {
        analyze: {
          value: async (...asked: Parameters<Engine['analyze']>) => {
            const analysis = await engine.analyze(...asked);
            add(analysis);
            return analysis;
          },
        },
      }),
    async report(card, days) {
      const rows = await db
        .select({
          feature: inputHistograms.feature,
          bin: inputHistograms.bin,
          count: sql<number>`sum(${inputHistograms.count})`.mapWith(Number),
          sum: sql<number>`sum(${inputHistograms.sum})`.mapWith(Number),
        })
        .from(inputHistograms)
        .where(gte(inputHistograms.hour, sql`now() - ${`${days} days`}::interval`))
        .groupBy(inputHistograms.feature, inputHistograms.bin);
      const features = INPUT_FEATURE_NAMES.map((name) =>
        describe(
          name,
          card,
          rows.filter(({ feature }) => feature === name),
        ),
      );
      return {
        model: { name: card.name, version: card.version },
        days,
        analyses: Math.max(...features.map(({ analyses }) => analyses)),
        atLeast: LEAST_ANALYSES,
        features,
      };
    },
    async sweep() {
      await db
        .delete(inputHistograms)
        .where(lt(inputHistograms.hour, sql`now() - ${`${KEPT_DAYS} days`}::interval`));
    },
    async flush() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await flush();
    },
  };
}

function keyOf({ hour, feature, bin }: Count): string {
  return `${hour.toISOString()} ${feature} ${String(bin).padStart(3, '0')}`;
}

function describe(
  name: InputFeatureName,
  card: ModelCard,
  rows: readonly { bin: number; count: number; sum: number }[],
): DriftReport['features'][number] {
  const labels = binLabels(name);
  const actual = labels.map((_, bin) => rows.find((row) => row.bin === bin)?.count ?? 0);
  const analyses = actual.reduce((total, count) => total + count, 0);
  const profile = profileOf(card.profile, name);
  const trained = profile?.counts.reduce((total, count) => total + count, 0) ?? 0;
  const index =
    profile === null || analyses < LEAST_ANALYSES ? null : stabilityIndex(name, profile.counts, actual);
  return {
    feature: name,
    unit: INPUT_FEATURES[name].unit,
    status: statusOf(profile === null, index),
    index,
    analyses,
    mean: finiteOrNull(rows.reduce((total, { sum }) => total + sum, 0) / analyses),
    trainingMean: profile?.mean ?? null,
    bins: labels.map((label, bin) => ({
      label,
      share: analyses === 0 ? null : (actual[bin] ?? 0) / analyses,
      trainingShare: profile === null || trained === 0 ? null : (profile.counts[bin] ?? 0) / trained,
    })),
  };
}

/** Also of a database that holds what is none: one row would take the whole report with it. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function statusOf(hasNoProfile: boolean, index: number | null): DriftReport['features'][number]['status'] {
  if (hasNoProfile) return 'no-profile';
  if (index === null) return 'too-few';
  if (index < MODERATE) return 'stable';
  return index <= SHIFTED ? 'moderate' : 'shifted';
}
