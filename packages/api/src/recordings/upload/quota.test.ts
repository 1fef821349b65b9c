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

test('uploads at the same moment keep to it together, and those that are refused leave nothing', async () => {
  const { headers } = await context.signUp();
  const before = [await context.stored('recordings'), await context.stored('traces')];
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
  const answers = await Promise.all(
    seeds.map((seed) => context.upload(headers, [matFile({ seed })], [['samplingRate', '500']])),
  );
  const most = Math.floor(100_000 / matFile().bytes.length);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(most);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => 'QUOTA_EXCEEDED'));
  const after = [await context.stored('recordings'), await context.stored('traces')];
  expect(after.map(({ length }, index) => length - (before[index]?.length ?? 0))).toEqual([most, most]);
});

test('the same at the same moment is stored once and refused to nobody', async () => {
  const { headers } = await context.signUp();
  const { bytes } = matFile();
  const copies = Math.floor(100_000 / bytes.length) + 2;
  const answers = await Promise.all(
    Array.from({ length: copies }, () => context.upload(headers, [matFile()], [['samplingRate', '500']])),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(copies - 1).fill(200), 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
});
