/** Lists of recordings: search, filter and pages that neither repeat nor skip while others add recordings. */
import type { RecordingFilter } from '@sinode/contracts';
import { and, asc, desc, eq, gte, ilike, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { recordings } from '../database/schema.ts';
import { decodeCursor, encodeCursor } from '../http/page.ts';
import { type RecordingRow, visibleTo } from './find-recording.ts';

/** How much of a name counts in the order; the rest is left to the id, so that a cursor stays short. */
const SORTED_CHARACTERS = 64;

const PlainText = z.string().regex(/^\P{Cc}*$/u);
/** As `PLACE_OF` writes it; with microseconds, which a `Date` does not have. */
const Moment = z.iso.datetime({ precision: 6 }).regex(/^[1-9]/);

type Sort = RecordingFilter['sort'];

const createdAt = sql<string>`to_char(${recordings.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const sortName = sql<string>`left(lower(${recordings.name}), ${sql.raw(String(SORTED_CHARACTERS))})`;

interface Order {
  /** What is sorted by, in SQL. */
  readonly by: SQL | typeof recordings.createdAt | typeof recordings.durationSeconds;
  /** The same as it stands in a cursor, and what it must look like there. */
  readonly place: SQL<string> | SQL<number>;
  readonly Place: z.ZodType<string | number>;
  readonly type: 'timestamptz' | 'text' | 'float8';
  readonly isDescending: boolean;
}

const ORDERS: Readonly<Record<Sort, Order>> = {
  newest: {
    by: recordings.createdAt,
    place: createdAt,
    Place: Moment,
    type: 'timestamptz',
    isDescending: true,
  },
  oldest: {
    by: recordings.createdAt,
    place: createdAt,
    Place: Moment,
    type: 'timestamptz',
    isDescending: false,
  },
  name: { by: sortName, place: sortName, Place: PlainText, type: 'text', isDescending: false },
  longest: {
    by: recordings.durationSeconds,
    place: sql<number>`${recordings.durationSeconds}`,
    Place: z.number(),
    type: 'float8',
    isDescending: true,
  },
};

export interface ListQuery extends RecordingFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** @throws Problem 422 for a cursor of another list */
export async function listRecordings(
  db: Database,
  userId: string,
  query: ListQuery,
): Promise<{ rows: RecordingRow[]; nextCursor: string | null }> {
  const { limit, cursor, sort } = query;
  const order = ORDERS[sort];
  const direction = order.isDescending ? desc : asc;
  const found = await db
    .select({ row: recordings, place: order.place })
    .from(recordings)
    .where(and(matches(userId, query), cursor === undefined ? undefined : after(cursor, sort)))
    .orderBy(direction(order.by), direction(recordings.id))
    // One more tells whether there is a next page.
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    nextCursor:
      found.length > limit && last !== undefined ? encodeCursor([sort, last.place, last.row.id]) : null,
  };
}

function after(cursor: string, sort: Sort): SQL {
  const { by, Place, type, isDescending } = ORDERS[sort];
  const [, place, id] = decodeCursor(cursor, z.tuple([z.literal(sort), Place, z.uuid()]));
  const compare = sql.raw(isDescending ? '<' : '>');
  return sql`(${by}, ${recordings.id}) ${compare} (${place}::${sql.raw(type)}, ${id}::uuid)`;
}

function matches(userId: string, filter: RecordingFilter): SQL | undefined {
  const { source, q, tag, format, dataSet, minSeconds, maxSeconds } = filter;
  return and(
    seenIn(source, userId),
    q === undefined ? undefined : mentions(q),
    tag === undefined ? undefined : sql`${recordings.tags} @> array[${tag}]::text[]`,
    format === undefined ? undefined : eq(recordings.format, format),
    dataSet === undefined ? undefined : eq(recordings.dataSet, dataSet),
    minSeconds === undefined ? undefined : gte(recordings.durationSeconds, minSeconds),
    maxSeconds === undefined ? undefined : lte(recordings.durationSeconds, maxSeconds),
  );
}

function seenIn(source: RecordingFilter['source'], userId: string): SQL | undefined {
  if (source === 'mine') return eq(recordings.ownerId, userId);
  return source === 'library' ? isNull(recordings.ownerId) : visibleTo(userId);
}

function mentions(text: string): SQL | undefined {
  // Nothing in it is a pattern: `100%` finds "100%" and not everything that begins with 100.
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return or(
    ilike(recordings.name, pattern),
    ilike(recordings.note, pattern),
    sql`exists (select from unnest(${recordings.tags}) as tag where tag ilike ${pattern})`,
  );
}
