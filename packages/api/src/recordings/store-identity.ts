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
/** The id of a store that two databases have recordings in: neither has it, so that neither removes those of the other. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';
const FAR_FUTURE = new Date(8.64e15);

/** Changes nothing: where they have not met, it is whether they may. */
export async function belongTogether(pair: Pair): Promise<boolean> {
  // In this order: the database has an id before the store does, also while another process brings them together.
  const found = await pair.store.identity();
  const known = await idInDatabase(pair.db);
  if (found === null) return couldBelongTogether(pair);
  return known === null ? (await holdingsOf(pair)) === 'none' : known === found;
}

/**
 * Gives them the same id where they could belong together and one of them has none.
 *
 * @returns whether they belong together; where not, what both databases have put into the store is safe from both
 */
export async function bringTogether(pair: Pair): Promise<boolean> {
  const { db, store } = pair;
  if (!(await belongTogether(pair))) {
    if ((await holdingsOf(pair)) === 'known') await store.identify(NOBODYS);
    return false;
  }
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
  return (await holdingsOf({ db, store })) !== 'unknown';
}

/** `known` where the database knows some of what the store holds. */
async function holdingsOf({ db, store }: Pair): Promise<'none' | 'known' | 'unknown'> {
  let holdings: 'none' | 'unknown' = 'none';
  for await (const ids of batches(store.keptBefore(FAR_FUTURE))) {
    if ((await knownRows(db, ids)).size > 0) return 'known';
    holdings = 'unknown';
  }
  return holdings;
}
