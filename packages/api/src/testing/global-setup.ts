/** One real Postgres for a run of the tests, in a temporary folder. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sinode-test-'));
  // Run by root, Postgres is another user's and has to get in.
  await chmod(dataDir, 0o711);
  const quiet = { info: () => {}, warn: () => {} };
  // What it holds is thrown away: it need not survive a power cut.
  const settings = ['fsync = off', 'full_page_writes = off', 'max_connections = 200'];
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, settings });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
