import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecordingsApp, type RecordingsApp } from '../testing/recordings-app.ts';
import { csvFile, matFile } from '../testing/records.ts';

let context: RecordingsApp;
beforeAll(async () => {
  context = await createRecordingsApp({ quotaBytes: 100_000 });
});
afterAll(() => context.close());

test('one person stores so much and no more, and what is deleted makes room', async () => {
  const [ada, grace] = [await context.signUp(), await context.signUp()];
  const store = (person: typeof ada, seed: number) =>
    context.upload(person.headers, [matFile({ seed })], [['samplingRate', '500']]);
  const { bytes } = matFile();
  const most = Math.floor(100_000 / bytes.length);
  expect(most).toBeGreaterThan(0);

  const stored: string[] = [];
  for (let seed = 1; seed <= most; seed++) {
    const { status, body } = await store(ada, seed);
    expect(status).toBe(201);
    stored.push(body.id);
  }
  const refused = await store(ada, most + 1);
  expect([refused.status, refused.body.code]).toEqual([413, 'QUOTA_EXCEEDED']);
  expect(refused.body.detail).toMatch(/you may store 0\.10 MB here\. Delete some/);
  expect(await context.stored('incoming')).toEqual([]);

  // The same once more is there already, and takes no room.
  expect((await store(ada, 1)).status).toBe(200);
  expect((await store(grace, most + 1)).status).toBe(201);
  await context.app.inject({ method: 'DELETE', url: `/v1/recordings/${stored[0]}`, headers: ada.headers });
  expect((await store(ada, most + 1)).status).toBe(201);
});

test('a small recording fits where a large one does not', async () => {
  const { headers } = await context.signUp();
  expect((await context.upload(headers, [csvFile()])).status).toBe(201);
});
