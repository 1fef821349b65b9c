import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** The compiler of TypeScript takes its time to start, on a busy machine above all. */
const WITHIN_MS = 60_000;

const GENERATOR = fileURLToPath(new URL('../../../scripts/generate-client.mjs', import.meta.url));

test(
  'the types are those of the OpenAPI document (`npm run generate:client` makes both anew)',
  async () => {
    const options = { maxBuffer: 16 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(process.execPath, [GENERATOR, '--print'], options);
    // Without the whole of both in the report when they differ.
    expect(stdout === (await readFile(new URL('./schema.ts', import.meta.url), 'utf8'))).toBe(true);
  },
  WITHIN_MS,
);
