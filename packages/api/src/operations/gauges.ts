/** Figures of a process that are looked up when Prometheus asks: its threads, its disk, its database and the queue. */
import { statfs } from 'node:fs/promises';
import type { Engine } from '@sinode/engine';
import { sql } from 'drizzle-orm';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database, PoolState } from '../database/connect.ts';
import { jobs } from '../database/schema.ts';
import { within } from './within.ts';

export interface GaugedProcess {
  readonly engine: Engine;
  readonly database: { readonly db: Database; readonly pool: PoolState };
  readonly dataDir: string;
  readonly version: string;
  readonly role: string;
}

/** So often at most is the database asked, however many ask us. */
const LOOK_MS = 5_000;
/** Prometheus gives up after ten seconds. */
const LOOK_WITHIN_MS = 2_000;

export function addGauges(
  registry: Registry,
  { engine, database, dataDir, version, role }: GaugedProcess,
): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  new Gauge({
    name: 'sinode_build_info',
    help: 'What runs; always 1',
    labelNames: ['version', 'node', 'role'],
    registers,
  }).set({ version, node: process.version, role }, 1);
  new Gauge({
    name: 'sinode_model_info',
    help: 'The model that answers; always 1',
    labelNames: ['name', 'version'],
    registers,
    collect() {
      this.reset();
      this.set({ name: engine.card.name, version: engine.card.version }, 1);
    },
  });

  gauge('sinode_threads', 'Worker threads', () => engine.threads);
  gauge('sinode_tasks_waiting', 'Tasks that wait for a worker thread', () => engine.queued);
  gauge('sinode_tasks_running', 'Tasks in a worker thread', () => engine.running);
  new Counter({
    name: 'sinode_threads_replaced_total',
    help: 'Worker threads that died, or were ended, and were replaced',
    registers,
    collect() {
      this.reset();
      this.inc(engine.replaced);
    },
  });

  const disk = (name: string, help: string, blocks: 'bavail' | 'blocks') =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const found = await statfs(dataDir).catch(() => null);
        if (found !== null) this.set(found[blocks] * found.bsize);
      },
    });
  disk('sinode_data_free_bytes', 'What is free on the disk of the data folder', 'bavail');
  disk('sinode_data_size_bytes', 'Size of the disk of the data folder', 'blocks');

  const { pool } = database;
  const connections = new Gauge({
    name: 'sinode_database_connections',
    help: 'Connections to the database, by state',
    labelNames: ['state'],
    registers,
    collect() {
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    },
  });
  gauge('sinode_database_waiting', 'Who waits for a connection to the database', () => pool.waitingCount);
  addDatabaseGauges(registry, database.db);
}

/** Every process says the same of these; while the database is away, only that it is. */
function addDatabaseGauges(registry: Registry, db: Database): void {
  const registers = [registry];
  const look = remembered(LOOK_MS, () => within(LOOK_WITHIN_MS, lookAt(db)).catch(() => null));
  new Gauge({
    name: 'sinode_database_up',
    help: '1 where the database answers, else 0',
    registers,
    async collect() {
      this.set((await look()) === null ? 0 : 1);
    },
  });
  new Gauge({
    name: 'sinode_database_size_bytes',
    help: 'Size of the database on its disk',
    registers,
    async collect() {
      const seen = await look();
      this.reset();
      if (seen !== null) this.set(seen.bytes);
    },
  });
  new Gauge({
    name: 'sinode_jobs',
    help: 'Jobs that wait or are under way, by kind and state; of all processes together',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const seen = await look();
      this.reset();
      for (const { kind, state, count } of seen?.jobs ?? []) this.set({ kind, state }, count);
    },
  });
  new Gauge({
    name: 'sinode_jobs_oldest_waiting_seconds',
    help: 'Age of the oldest job that waits, by kind; 0 where none does; of all processes together',
    labelNames: ['kind'],
    registers,
    async collect() {
      const seen = await look();
      this.reset();
      for (const { kind, state, seconds } of seen?.jobs ?? [])
        if (state === 'queued') this.set({ kind }, seconds);
    },
  });
}

/** Of each kind and state, also of those that there are none of. */
async function lookAt(db: Database) {
  const { rows } = await db.execute<{ kind: string; state: string; count: number; seconds: number }>(sql`
    select ${jobs.kind} as kind, ${jobs.state} as state, count(*)::int as count,
      extract(epoch from now() - min(${jobs.createdAt}))::float8 as seconds
    from ${jobs} where ${jobs.state} in ('queued', 'running') group by 1, 2`);
  const size = await db.execute<{ bytes: string }>(sql`select pg_database_size(current_database()) as bytes`);
  const none = jobs.kind.enumValues.flatMap((kind) =>
    (['queued', 'running'] as const).map((state) => ({ kind, state, count: 0, seconds: 0 })),
  );
  const found = none.map(
    (empty) => rows.find(({ kind, state }) => kind === empty.kind && state === empty.state) ?? empty,
  );
  return { jobs: found, bytes: Number(size.rows[0]?.bytes) };
}

/** The same answer for all who ask within a time. */
function remembered<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let asked = 0;
  return () => {
    if (answer === null || performance.now() - asked > ms) {
      asked = performance.now();
      answer = ask();
    }
    return answer;
  };
}
