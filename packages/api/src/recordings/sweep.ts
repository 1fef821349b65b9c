/** What a crash left behind: uploads that broke off, files and traces of recordings that are not in the database. */
import type { FastifyBaseLogger } from 'fastify';
import { batches, knownRows } from './known-rows.ts';
import type { Traces } from './signal/traces.ts';
import { bringTogether, type Pair } from './store-identity.ts';

/** An upload in progress writes more often, and a kept one is in the database within seconds. */
const LEFT_BEHIND_MS = 3_600_000;

export interface SweepContext extends Pair {
  readonly traces: Traces;
  /** Most that the traces have together; `null` where they may be as many as there are recordings. */
  readonly mostTraceBytes: number | null;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
}

/** To be called at the start and every hour; several processes may do it at once. */
export async function sweep({ db, store, traces, mostTraceBytes, log }: SweepContext): Promise<void> {
  await store.discardIncomingAfter(LEFT_BEHIND_MS);
  await removeUnknown({ db, store, log });
  for await (const ids of batches(store.copies())) {
    const known = await knownRows(db, ids);
    for (const id of ids) if (!known.has(id)) await store.forgetCopy(id);
  }
  for await (const folders of batches(traces.foldersUnchangedFor(LEFT_BEHIND_MS))) {
    const known = await knownRows(
      db,
      folders.map(({ id }) => id),
    );
    for (const { id, name } of folders) {
      const row = known.get(id);
      if (row === undefined || traces.folderName(row) !== name) await traces.removeFolder(name);
    }
  }
  if (mostTraceBytes !== null) await traces.trim(mostTraceBytes);
}

/** Files of recordings that are not in the database, unless it is the database that is not the right one. */
async function removeUnknown({ db, store, log }: Pick<SweepContext, 'db' | 'store' | 'log'>): Promise<void> {
  const areOurs = await bringTogether({ db, store });
  const before = new Date((await store.now()).getTime() - LEFT_BEHIND_MS);
  for await (const ids of batches(store.keptBefore(before))) {
    const known = await knownRows(db, ids);
    for (const id of ids) {
      if (known.has(id)) continue;
      if (!areOurs) return log.error(NOT_OURS);
      await store.remove(id);
    }
  }
}

const NOT_OURS =
  'The store holds recordings that this database does not know, and belongs to another database: nothing is removed from it. If the database was lost, restore a backup; if not, see DATABASE_URL, SINODE_DATA_DIR, SINODE_S3_BUCKET and SINODE_S3_PREFIX. docs/administration/storage.md says more.';
