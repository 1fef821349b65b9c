import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordings } from '../database/schema.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { listRecordings } from './list-recordings.ts';

let context: TestApp;
beforeAll(async () => {
  context = await createTestApp({ routes: () => [] });
});
afterAll(() => context.close());

let userId: string;
beforeEach(async () => {
  await context.db.delete(recordings);
  ({ userId } = await context.signUp());
});

const ALL = { source: 'all', sort: 'newest', limit: 50 } as const;

let added = 0;
async function add(values: Partial<typeof recordings.$inferInsert> = {}): Promise<string> {
  const [row] = await context.db
    .insert(recordings)
    .values({
      ownerId: userId,
      name: 'r',
      format: 'wfdb',
      samplingRate: 500,
      sampleCount: 5000,
      durationSeconds: 10,
      leads: [],
      warnings: [],
      files: [],
      mainFile: 'r.hea',
      sha256: String(added++),
      sizeBytes: 1,
      ...values,
    })
    .returning();
  return row?.id ?? '';
}

async function names(query: object): Promise<string[]> {
  const { rows } = await listRecordings(context.db, userId, { ...ALL, ...query });
  return rows.map(({ name }) => name).sort();
}

test('a search finds words in name, note and tags, whatever their case', async () => {
  await add({ name: 'Night' });
  await add({ name: 'b', note: 'a quiet NIGHT' });
  await add({ name: 'c', tags: ['Night-shift'] });
  await add({ name: 'd' });
  expect(await names({ q: 'nIgHt' })).toEqual(['Night', 'b', 'c']);
});

test('nothing in a search is a pattern', async () => {
  await add({ name: '100%' });
  await add({ name: '1000' });
  await add({ name: 'a_b\\' });
  await add({ name: 'axb' });
  expect(await names({ q: '0%' })).toEqual(['100%']);
  expect(await names({ q: 'a_b' })).toEqual(['a_b\\']);
  expect(await names({ q: 'b\\' })).toEqual(['a_b\\']);
});

test('filters hold together', async () => {
  await add({ name: 'a', tags: ['x', 'y'], format: 'edf', durationSeconds: 60 });
  await add({ name: 'b', tags: ['x'], format: 'edf', durationSeconds: 3600 });
  await add({ name: 'c', tags: ['xx'], format: 'mat', durationSeconds: 60 });
  await add({ name: 'd', ownerId: null, libraryPath: 'd.hea', dataSet: 'sleep', tags: ['x'] });
  expect(await names({ tag: 'x' })).toEqual(['a', 'b', 'd']);
  expect(await names({ tag: 'x', source: 'mine' })).toEqual(['a', 'b']);
  expect(await names({ source: 'library' })).toEqual(['d']);
  expect(await names({ dataSet: 'sleep' })).toEqual(['d']);
  expect(await names({ format: 'edf', maxSeconds: 60 })).toEqual(['a']);
  expect(await names({ minSeconds: 60 })).toEqual(['a', 'b', 'c']);
});

test("another's recordings are in no list", async () => {
  await add({ name: 'mine' });
  ({ userId } = await context.signUp());
  expect(await names({})).toEqual([]);
});

test('a cursor of another order, or of nobody, is refused', async () => {
  for (let i = 0; i < 2; i++) await add();
  const { nextCursor } = await listRecordings(context.db, userId, { ...ALL, limit: 1 });
  const hostile = [
    nextCursor ?? '',
    'x',
    '',
    ...[['name', 'a\0', userId], ['name', 'a', "' or 1=1"], ['name', 'a'], ['name', 1, userId], { a: 1 }].map(
      (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
    ),
  ];
  for (const cursor of hostile) {
    await expect(listRecordings(context.db, userId, { ...ALL, sort: 'name', cursor })).rejects.toMatchObject({
      status: 422,
    });
  }
  const year0 = Buffer.from(JSON.stringify(['newest', '0000-01-01T00:00:00.000000Z', userId]));
  await expect(
    listRecordings(context.db, userId, { ...ALL, cursor: year0.toString('base64url') }),
  ).rejects.toMatchObject({ status: 422 });
});

const Facts = fc.record({
  // Few values, so that many are the same and the id has to decide.
  name: fc.oneof(
    fc.constantFrom('a', 'B', 'ä', 'a'.repeat(80)),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  ),
  createdAt: fc.constantFrom(new Date(1), new Date(2), new Date(3)),
  durationSeconds: fc.constantFrom(1, 1 / 3, 0.1 + 0.2, 1e6),
});

test.each(['newest', 'oldest', 'name', 'longest'] as const)(
  'all pages together are the list in the order %s: nothing twice, nothing left out, whatever is added meanwhile',
  async (sort) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(Facts, { maxLength: 12 }),
        fc.array(Facts, { maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (before, meanwhile, limit) => {
          await context.db.delete(recordings);
          for (const facts of before) await add(storable(facts));
          const whole = await listRecordings(context.db, userId, { ...ALL, sort });
          const expected = whole.rows.map(({ id }) => id);

          const later = [...meanwhile];
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await listRecordings(context.db, userId, { ...ALL, sort, limit, cursor });
            seen.push(...page.rows.map(({ id }) => id));
            const next = later.pop();
            if (next !== undefined) await add(storable(next));
            cursor = page.nextCursor ?? undefined;
          } while (cursor !== undefined);

          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  },
  60_000,
);

test('times that differ by a microsecond are not the same place', async () => {
  const { sql } = await import('drizzle-orm');
  for (let i = 0; i < 5; i++) {
    const id = await add({ name: String(i) });
    const time = `2026-01-01 00:00:00.00000${i}+00`;
    await context.db.execute(sql`update recordings set created_at = ${time}::timestamptz where id = ${id}`);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRecordings(context.db, userId, { ...ALL, limit: 2, cursor });
    seen.push(...page.rows.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(['4', '3', '2', '1', '0']);
});

/** What a name of the API can be: no control characters. */
function storable<T extends { name: string }>(facts: T): T {
  return { ...facts, name: facts.name.replaceAll(/\p{Cc}/gu, '?') };
}
