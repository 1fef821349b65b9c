/** Where Postgres listens: where nobody else can come. */
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from './make-cluster.ts';
import type { PostgresPlace } from './place.ts';
import type { RunAs } from './run.ts';

export interface Address {
  readonly port: number;
  /** Of a URL for `pg`. */
  readonly query: string;
  /** Lines for the configuration of Postgres. */
  readonly settings: readonly string[];
  /** What a killed Postgres leaves beside its socket; `null` where there is none. */
  readonly lockFile: string | null;
}

/** Part of the socket's name; no port is opened, except on Windows. */
const SOCKET_PORT = 5432;
/** Linux allows 107 bytes for a socket's path, others 103; its name takes 15 of them. */
const LONGEST_SOCKET_FOLDER = 85;

/** A socket in a folder that only we and Postgres can enter; on Windows a port of this machine that is free. */
export async function chooseAddress({ folder, runAs }: PostgresPlace): Promise<Address> {
  if (process.platform === 'win32') {
    const port = await freePort();
    return {
      port,
      query: '',
      settings: ["listen_addresses = '127.0.0.1'", `port = ${port}`],
      lockFile: null,
    };
  }
  const inside = join(folder, 'socket');
  const path =
    Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER
      ? await privateFolder(inside, runAs)
      : await privateFolder(join(tmpdir(), `sinode-${hashOf(folder)}`), runAs);
  return {
    port: SOCKET_PORT,
    query: `?host=${encodeURIComponent(path)}`,
    settings: [
      "listen_addresses = ''",
      `port = ${SOCKET_PORT}`,
      // A list, in which a name with a comma needs quotes of its own.
      `unix_socket_directories = ${quote(`"${path.replaceAll('"', '""')}"`)}`,
    ],
    lockFile: join(path, `.s.PGSQL.${SOCKET_PORT}.lock`),
  };
}

/** Made, or found as we once made it. Where everybody may write, somebody else may have been there first. */
async function privateFolder(path: string, runAs: RunAs | null): Promise<string> {
  const isNew = await mkdir(path, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
  if (!isNew) {
    const found = await lstat(path);
    const owner = runAs?.uid ?? process.getuid?.();
    if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return path;
  }
  const made = isNew ? path : await mkdtemp(join(tmpdir(), 'sinode-'));
  if (runAs !== null) await chown(made, runAs.uid, runAs.gid);
  return made;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
