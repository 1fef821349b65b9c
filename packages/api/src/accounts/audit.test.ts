import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../database/connect.ts';
import { auditEvents } from '../database/schema.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { forgetAudit } from './audit.ts';

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect(database.url, () => {});
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

test('what happened long ago is forgotten where somebody asked for it', async () => {
  const { db } = connection;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await db
    .insert(auditEvents)
    .values([400, 366, 364, 0].map((days) => ({ action: `${days}`, at: daysAgo(days) })));
  await forgetAudit(db, null);
  expect(await db.select().from(auditEvents)).toHaveLength(4);
  await Promise.all([forgetAudit(db, 365), forgetAudit(db, 365)]);
  expect((await db.select().from(auditEvents)).map(({ action }) => action)).toEqual(['364', '0']);
});
