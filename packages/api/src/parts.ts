/** What the API is made of, each part given what it needs: the same for the server and for tests of the whole. */
import type { FastifyBaseLogger } from 'fastify';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import { audit } from './accounts/audit.ts';
import { createAnalyses } from './analyses/analyses.ts';
import type { Routes } from './app.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/connect.ts';
import { createEvaluations } from './evaluations/evaluations.ts';
import { inferenceRoutes } from './inference/inference.ts';
import type { JobHandler } from './jobs/worker.ts';
import { createLibrary, type Library } from './library/library.ts';
import type { Models } from './models/models.ts';
import type { Metrics } from './operations/metrics.ts';
import { metricsRoutes, operationsRoutes } from './operations/operations.ts';
import { serverRoutes } from './operations/server-report.ts';
import { type Observer, observedStore } from './operations/telemetry/observer.ts';
import { createRecordings, type Recordings } from './recordings/recordings.ts';
import type { RecordingStore } from './recordings/storage/recording-store.ts';
import { createReference } from './reference/reference.ts';
import { packageVersion } from './version.ts';

export interface PartsOptions {
  readonly config: Pick<
    Config,
    | 'dataDir'
    | 'libraryDir'
    | 'maxUploadBytes'
    | 'registration'
    | 'signInAttempts'
    | 'addressAttempts'
    | 'previousSecrets'
    | 'oidc'
    | 'requestsPerMinute'
    | 'quotaBytes'
    | 's3'
    | 'keepRecordingsDays'
  >;
  readonly db: Database;
  readonly store: RecordingStore;
  readonly models: Models;
  readonly metrics: Metrics;
  /** Who watches the store of recordings. */
  readonly observers?: readonly Observer[];
  readonly log: FastifyBaseLogger;
  /** Signs access tokens. */
  readonly secret: string;
}

export interface Parts {
  readonly accounts: Accounts;
  readonly recordings: Recordings;
  readonly library: Library;
  /** What a worker does with jobs, by their kind. */
  readonly handlers: Record<'analysis' | 'evaluation' | 'library', JobHandler>;
  /** Health and metrics: what every process answers, and all that one of the role `worker` does. */
  readonly operations: readonly Routes[];
  /** Everything that the API answers. */
  readonly routes: readonly Routes[];
}

export function createParts({
  config,
  db,
  store,
  models,
  metrics,
  observers = [],
  log,
  secret,
}: PartsOptions): Parts {
  const { engine } = models;
  const { dataDir, libraryDir, maxUploadBytes } = config;
  const registration = config.registration ? 'open' : 'closed';
  const places = { store: observedStore(store, observers), libraryDir };
  const recordings = createRecordings({
    db,
    engine,
    places,
    dataDir,
    limits: { maxUploadBytes, quotaBytes: config.quotaBytes },
    keepDays: config.keepRecordingsDays,
    mostTraceBytes: config.s3?.cacheBytes ?? null,
    audit,
    log,
    onUploaded: metrics.uploaded,
  });
  const accounts = createAccounts({
    db,
    secrets: [secret, ...config.previousSecrets],
    registration,
    limits: {
      perAccount: config.signInAttempts,
      perAddress: config.addressAttempts,
      registrations: config.addressAttempts,
    },
    removeRecordings: recordings.remove,
    requestsPerMinute: config.requestsPerMinute,
    oidc: config.oidc,
  });
  const library = createLibrary({ db, engine, libraryDir, log });
  const { registry, host, shadow } = models;
  const cards = async () => (await registry.list()).map(({ card }) => card);
  const { borrow } = host;
  const analyses = createAnalyses({ db, engine, places, models: { cards, borrow, offer: shadow.offer } });
  const evaluations = createEvaluations({ db, engine, places, borrow });
  const operations = [operationsRoutes(db), metricsRoutes(metrics, 'admin')];
  return {
    accounts,
    recordings,
    library,
    handlers: {
      analysis: analyses.handler,
      evaluation: evaluations.handler,
      library: library.handler,
    },
    operations,
    routes: [
      createReference({ engine, libraryDir }).routes,
      accounts.routes,
      library.routes,
      ...recordings.routes,
      analyses.routes,
      evaluations.routes,
      ...models.routes,
      inferenceRoutes({ engine, db, version: packageVersion() }),
      serverRoutes({
        version: packageVersion(),
        registration,
        maxUploadBytes,
        signInProvider: config.oidc?.name ?? null,
        keepRecordingsDays: config.keepRecordingsDays,
        engine,
        hasAccounts: accounts.users.exist,
      }),
      ...operations,
    ],
  };
}
