/** Models as versioned things: which are here, which one answers, what a candidate finds beside it, and what is asked. */
import type { ModelFiles } from '@sinode/core/node';
import type { Engine } from '@sinode/engine';
import { lt, sql } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Routes } from '../app.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/connect.ts';
import { modelProcesses } from '../database/schema.ts';
import { createDrift, type Drift } from './drift.ts';
import { createModelHost, type ModelHost, type StartEngine } from './model-host.ts';
import { putModel } from './put-model.ts';
import { createRegistry, type Registry } from './registry.ts';
import { modelAdministrationRoutes } from './routes/administration.ts';
import { modelReportRoutes } from './routes/reports.ts';
import { createShadow, type Shadow } from './shadow.ts';

export interface ModelsOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  readonly role: Config['role'];
  /** The model of SINODE_MODEL, with an engine that answers with it. */
  readonly builtIn: ModelFiles;
  readonly builtInFolder: string;
  readonly engine: Engine;
  readonly startEngine: StartEngine;
  /** The same engine, watched. @default itself */
  readonly observe?: (engine: Engine) => Engine;
  /** Where the files of the current model are put, for browsers that analyse by themselves; nowhere without it. */
  readonly filesDir?: string | null;
}

export interface Models {
  /** Answers with the current model, and counts what it is asked about. */
  readonly engine: Engine;
  /** The folder of the current model's files, where there is one for browsers. */
  folder(): { readonly name: string; readonly folder: string };
  readonly registry: Registry;
  readonly host: ModelHost;
  readonly shadow: Shadow;
  readonly drift: Drift;
  readonly routes: readonly Routes[];
  /** Every hour or so. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export function createModels({
  db,
  log,
  role,
  builtIn,
  builtInFolder,
  engine,
  startEngine,
  observe = (same) => same,
  filesDir = null,
}: ModelsOptions): Models {
  const { card } = builtIn;
  const registry = createRegistry({ db, builtIn: card });
  const drift = createDrift({ db, log });
  /** Of models that answered since the start, by the hash of their network. */
  const folders = new Map([[card.sha256, builtInFolder]]);
  const host = createModelHost({
    db,
    registry,
    log,
    role,
    builtIn,
    engine,
    startEngine,
    observe: (engine) => observe(drift.watch(engine)),
    async onCurrent(model) {
      if (filesDir === null || folders.has(model.card.sha256)) return;
      folders.set(model.card.sha256, await putModel(model, filesDir));
    },
  });
  const shadow = createShadow({ db, host, log });
  return {
    engine: host.engine,
    folder() {
      const { name, sha256 } = host.engine.card;
      return { name, folder: folders.get(sha256) ?? builtInFolder };
    },
    registry,
    host,
    shadow,
    drift,
    routes: [
      modelAdministrationRoutes({ db, registry, host, builtIn: card }),
      modelReportRoutes({ db, engine: host.engine, shadow, drift }),
    ],
    async sweep() {
      await shadow.sweep();
      await drift.sweep();
      await db.delete(modelProcesses).where(lt(modelProcesses.seenAt, sql`now() - interval '1 day'`));
    },
    async close() {
      await shadow.close();
      await drift
        .flush()
        .catch((error: unknown) => log.warn({ err: error }, 'what was analysed is not counted'));
      await host.close();
    },
  };
}
