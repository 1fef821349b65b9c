/**
 * Whether a store and a database belong together: both keep the same random id from the day they meet. To a database
 * that was lost and made anew, or to the wrong one, every recording in the store looks like something left behind.
 */
import { randomUUID } from 'node:crypto';
import { min } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { storeIdentity, users } from '../database/schema.ts';
import { batches, knownRows } from './known-rows.ts';
import type { RecordingStore } from './storage/recording-store.ts';

export interface Pair {
  readonly db: Database;
  readonly store: RecordingStore;
}

const ONLY = 1;
const FAR_FUTURE = new Date(8.64e15);

/** Changes nothing: an id that is missing on either side counts as that of the other where nothing speaks against it. */
export async function belongTogether({ db, store }: Pair): Promise<boolean> {
  const [known, found] = await Promise.all([idInDatabase(db), store.identity()]);
  return known !== null && found !== null ? known === found : couldBelongTogether({ db, store });
}

/**
 * Gives them the same id where they could belong together and one of them has none.
 *
 * @returns whether they belong together
 */
export async function bringTogether(pair: Pair): Promise<boolean> {
  if (!(await belongTogether(pair))) return false;
  const { db, store } = pair;
  let id = await idInDatabase(db);
  if (id === null) {
    // Of several processes, one is the first, and the others take its id.
    await db.insert(storeIdentity).values({ id: ONLY, storeId: randomUUID() }).onConflictDoNothing();
    id = await idInDatabase(db);
  }
  if (id !== null && (await store.identity()) !== id) await store.identify(id);
  return true;
}

async function idInDatabase(db: Database): Promise<string | null> {
  const [row] = await db.select().from(storeIdentity);
  return row?.storeId ?? null;
}

/**
 * A store that holds nothing fits any database. One that does must hold a recording that the database knows, and none
 * that it does not know from before its first account: what is uploaded into the store of a lost database is known, too.
 */
async function couldBelongTogether({ db, store }: Pair): Promise<boolean> {
  const [first] = await db.select({ at: min(users.createdAt) }).from(users);
  for await (const ids of batches(store.keptBefore(first?.at ?? FAR_FUTURE))) {
    if ((await knownRows(db, ids)).size < ids.length) return false;
  }
  let isEmpty = true;
  for await (const ids of batches(store.keptBefore(FAR_FUTURE))) {
    if ((await knownRows(db, ids)).size > 0) return true;
    isEmpty = false;
  }
  return isEmpty;
}
