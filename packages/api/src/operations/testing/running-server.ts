/** A whole server in this process, but for its database, with an administrator who is signed in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../../config/config.ts';
import { asParts, multipart, wfdbFiles } from '../../recordings/testing/records.ts';
import { startServer } from '../../server.ts';
import { createTestDatabase } from '../../testing/test-database.ts';

export interface RunningServer {
  readonly url: string;
  readonly config: Config;
  /** As the administrator; a string is sent as it is, else as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** @returns the id of a recording that was not there before */
  upload(options?: { seconds?: number; headers?: Record<string, string> }): Promise<string>;
  /** Asks until it is true. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>;
  /** Also twice. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

const UNTIL_MS = 20_000;

/** @param variables - beside those that keep it to itself */
export async function startRunningServer(variables: Record<string, string> = {}): Promise<RunningServer> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'sinode-operations-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    SINODE_DATA_DIR: join(folder, 'var'),
    SINODE_LIBRARY_DIR: join(folder, 'library'),
    SINODE_API_PORT: '0',
    SINODE_WEB_PORT: 'off',
    SINODE_THREADS: '1',
    SINODE_LOG_LEVEL: 'silent',
    ...variables,
  });
  const server = await startServer(config, () => {});
  const credentials = { username: 'grace.hopper', password: 'correct horse battery staple' };
  const post = (path: string) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
  await post('/v1/auth/register');
  const { accessToken } = (await (await post('/v1/auth/login')).json()) as { accessToken: string };
  const authorization = `Bearer ${accessToken}`;
  let seed = 1;
  return {
    url: server.url,
    config,
    send: (method, path, body, headers = {}) =>
      fetch(server.url + path, {
        method,
        headers: {
          authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async upload({ seconds = 10, headers = {} } = {}) {
      const files = wfdbFiles({ seed: seed++, seconds }, 'private-name');
      const { payload, headers: type } = await multipart(asParts(files));
      const answer = await fetch(`${server.url}/v1/recordings`, {
        method: 'POST',
        headers: { authorization, ...type, ...headers },
        body: payload,
      });
      return ((await answer.json()) as { id: string }).id;
    },
    async until(isSo) {
      const end = performance.now() + UNTIL_MS;
      while (!(await isSo())) {
        if (performance.now() > end) throw new Error(`it is not so after ${UNTIL_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: () => server.stop(),
    async close() {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
