import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecordings, type Recordings } from './testing/recordings.ts';

let recordings: Recordings;
beforeAll(async () => {
  recordings = await createRecordings();
});
afterAll(() => recordings.remove());

test('closing at any moment, also during the start, never takes the process down', async () => {
  const script = fileURLToPath(new URL('./testing/close-at-any-moment.mjs', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, recordings.long]);
  expect([stdout, stderr]).toEqual(['closed 12 times\n', '']);
});
