/**
 * A real S3-compatible server for the tests: versitygw on a temporary folder, which `node scripts/get-s3-server.mjs`
 * builds where Go is there, or the one that SINODE_TEST_S3_SERVER names.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where the script builds it; the folder has the version in its name. */
const BUILT = fileURLToPath(
  new URL('../../../../node_modules/.cache/sinode/versitygw-v1.8.0/versitygw', import.meta.url),
);
const START_MS = 20_000;
const LOOK_MS = 20;

/** What the SDK finds in the environment of the tests. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'sinode-test', AWS_SECRET_ACCESS_KEY: 'a secret of the tests' };

export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  /** Where the objects of the bucket lie as files. */
  readonly folder: string;
  /** Ends it; what it holds stays. */
  halt(): Promise<void>;
  /** After `halt`, at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** @returns null where there is none: the tests that need one are skipped */
export function findS3Server(): string | null {
  const named = process.env.SINODE_TEST_S3_SERVER;
  if (named) return named;
  const places = [
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'versitygw')),
    BUILT,
  ];
  const found = places.find((path) => existsSync(path)) ?? null;
  if (found === null) {
    process.stderr.write(
      'Tests of the S3 store are skipped: there is no versitygw (node scripts/get-s3-server.mjs builds it with Go).\n',
    );
  }
  return found;
}

export async function startS3Server(program: string): Promise<S3Server> {
  const root = await mkdtemp(join(tmpdir(), 'sinode-s3-'));
  const [objects, metadata] = [join(root, 'objects'), join(root, 'metadata')];
  const bucket = 'sinode';
  for (const folder of [join(objects, bucket), join(metadata, bucket)])
    await mkdir(folder, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  Object.assign(process.env, CREDENTIALS);
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', '--sidecar', metadata, objects];
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = CREDENTIALS;
    const env = {
      ...process.env,
      ROOT_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID,
      ROOT_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY,
    };
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    server = child;
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const end = performance.now() + START_MS;
    while (!(await answers(endpoint))) {
      if (child.exitCode !== null || performance.now() > end)
        throw new Error(`versitygw does not start: ${said}`);
      await wait(LOOK_MS);
    }
  }

  async function halt(): Promise<void> {
    const child = server;
    server = null;
    if (child === null || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  await start();
  return {
    endpoint,
    bucket,
    folder: join(objects, bucket),
    start,
    halt,
    async close() {
      await halt();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}
