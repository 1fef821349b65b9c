/** The embedded Postgres of a server that runs, for a command beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns its address for `pg`; null where none runs in this data folder */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const read = (path: string) => readFile(path, 'utf8').catch(() => null);
  const folder = (await read(join(dataDir, 'postgres-is-in')))?.trim() ?? join(dataDir, 'postgres');
  const password = await read(join(dataDir, 'postgres-password'));
  const state = await read(join(folder, 'cluster', 'postmaster.pid'));
  if (password === null || state === null) return null;
  // Postgres writes there: its process, folder, start, port and the folder of its socket, which Windows has not.
  const [, , , port = '', socketFolder = ''] = state.split('\n').map((line) => line.trim());
  const query = socketFolder === '' ? '' : `?host=${encodeURIComponent(socketFolder)}`;
  return `postgres://sinode:${password.trim()}@localhost:${port}/postgres${query}`;
}
