import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataFolder } from '../../config/data-folder.ts';
import { findRunningPostgres } from './find-running.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

// As it runs: built, in a process of its own that can be killed.
const BUILT = new URL('../../../dist/', import.meta.url);
const ROOT = process.getuid?.() === 0;

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sinode-postgres-'));
  // Run by root, Postgres is another user's and has to get in.
  await chmod(parent, 0o711);
});
afterAll(() => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

const said: string[] = [];
const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) };

async function folderNamed(name: string): Promise<string> {
  const dataDir = join(parent, name);
  await openDataFolder(dataDir);
  return dataDir;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end().catch(() => {});
  }
}

/** Uses a Postgres and ends it, whatever happens. */
async function using<T>(dataDir: string, use: (postgres: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  try {
    return await use(postgres);
  } finally {
    await postgres.stop();
  }
}

async function serverOf(postgres: EmbeddedPostgres): Promise<number> {
  const pid = await postgres.pid();
  if (pid === null) throw new Error('Postgres is not there');
  return pid;
}

/** A process that has the data folder and its Postgres, until it is killed. */
async function startOwner(dataDir: string, uid?: number): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { openDataFolder } from '${new URL('config/data-folder.js', BUILT)}';
    import { startEmbeddedPostgres } from '${new URL('database/embedded/start-embedded-postgres.js', BUILT)}';
    const folder = await openDataFolder('${dataDir}');
    await folder.lock();
    const log = { info() {}, warn() {} };
    const postgres = await startEmbeddedPostgres({ dataDir: '${dataDir}', log });
    process.stdout.write(postgres.url);
    process.stdin.resume().once('end', async () => {
      await postgres.stop();
      await folder.unlock();
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: parent,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  if (child.stdout === null) throw new Error('no output');
  const [url] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
  expect(String(url)).toMatch(/^postgres:/);
  return { child, url: String(url) };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | null): Promise<void> {
  const exit = once(child, 'exit');
  if (signal === null) child.stdin?.end();
  else child.kill(signal);
  await exit;
}

test('the first start makes the database, the second has what was written', async () => {
  const dataDir = await folderNamed('plain');
  const seconds: number[] = [];
  const made = () => said.filter((text) => text.startsWith('making a database')).length;
  const before = made();
  for (const statement of ['create table kept as select 42 as answer', 'select 1']) {
    const begin = performance.now();
    await using(dataDir, async ({ url }) => {
      seconds.push((performance.now() - begin) / 1000);
      await query(url, statement);
      expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    });
  }
  console.error(`first start ${seconds[0]?.toFixed(2)} s, second ${seconds[1]?.toFixed(2)} s`);
  expect(made() - before).toBe(1);
});

test('it keeps what it acknowledges, and listens on no port', async () => {
  await using(await folderNamed('plain'), async ({ url }) => {
    const shown = async (name: string) => Object.values((await query(url, `show ${name}`))[0] ?? {})[0];
    expect(await shown('fsync')).toBe('on');
    expect(await shown('synchronous_commit')).toBe('on');
    expect(await shown('full_page_writes')).toBe('on');
    expect(await shown('data_checksums')).toBe('on');
    expect(await shown('autovacuum')).toBe('on');
    expect(await shown('server_encoding')).toBe('UTF8');
    expect(await shown('max_connections')).toBe('50');
    expect(await shown('listen_addresses')).toBe('');
    const socketFolder = String(await shown('unix_socket_directories')).replaceAll('"', '');
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
  });
});

test('a wrong password is refused, and the right one is only its owner’s to read', async () => {
  const dataDir = await folderNamed('plain');
  await using(dataDir, async ({ url }) => {
    const wrong = new URL(url);
    wrong.password = 'postgres';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password/);
  });
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
});

test('killed in the middle of its life, it is back in seconds with every committed row', async () => {
  await using(await folderNamed('killed'), async (postgres) => {
    await query(postgres.url, 'create table kept (n integer)');
    for (let round = 0; round < 3; round++) {
      await query(postgres.url, `insert into kept values (${round})`);
      process.kill(await serverOf(postgres), 'SIGKILL');
      const begin = performance.now();
      const rows = () => query(postgres.url, 'select count(*)::int as n from kept').catch(() => null);
      await expect.poll(rows, { timeout: 20_000, interval: 50 }).toEqual([{ n: round + 1 }]);
      console.error(`back ${((performance.now() - begin) / 1000).toFixed(2)} s after kill -9`);
    }
    expect(said).toContain('Postgres has ended by itself; starting it again');
  });
});

test('stopped while it is being started again, it leaves nothing behind', async () => {
  const dataDir = await folderNamed('stopped');
  for (const milliseconds of [0, 260, 300, 350, 500, 600]) {
    const postgres = await startEmbeddedPostgres({ dataDir, log });
    process.kill(await serverOf(postgres), 'SIGKILL');
    await wait(milliseconds);
    await postgres.stop();
    await postgres.stop();
    await wait(300);
    expect(await postgres.pid()).toBeNull();
  }
});

test('while one process has the folder, a second is refused; killed, its Postgres is taken over', async () => {
  const dataDir = await folderNamed('taken-over');
  const { child, url } = await startOwner(dataDir);
  await query(url, 'create table kept as select 7 as answer');
  const folder = await openDataFolder(dataDir);
  await expect(folder.lock()).rejects.toThrow(`in use by process ${child.pid}`);
  expect(await findRunningPostgres(dataDir)).toBe(url);
  await end(child, 'SIGKILL');
  // The one that was left behind still answers.
  const [before] = await query(url, 'select pg_postmaster_start_time()::text as began');

  await folder.lock();
  const begin = performance.now();
  await using(dataDir, async (postgres) => {
    console.error(`taken over in ${((performance.now() - begin) / 1000).toFixed(2)} s`);
    expect(await query(postgres.url, 'select pg_postmaster_start_time()::text as began')).toEqual([before]);
    expect(await query(postgres.url, 'select answer from kept')).toEqual([{ answer: 7 }]);
  });
  await folder.unlock();
  await expect(query(url, 'select 1')).rejects.toThrow();
});

test('left behind with other settings, it is started anew', async () => {
  const dataDir = await folderNamed('taken-over');
  await end((await startOwner(dataDir)).child, 'SIGKILL');
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: ['max_connections = 33'] });
  expect(await query(postgres.url, 'show max_connections')).toEqual([{ max_connections: '33' }]);
  await postgres.stop();
});

test('both killed at once, the next start recovers', async () => {
  const dataDir = await folderNamed('both');
  const { child, url } = await startOwner(dataDir);
  await query(url, 'create table kept as select 1 as n');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  // A child of Postgres at work holds its memory a little longer.
  const busy = client.query('select count(*) from generate_series(1, 3000000)').catch(() => null);
  const text = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  process.kill(Number.parseInt(text, 10), 'SIGKILL');
  await end(child, 'SIGKILL');
  await using(dataDir, async (postgres) => {
    expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });
  await busy;
  await client.end().catch(() => {});
});

test('a process that has got the number of the last server is left alone', async () => {
  const dataDir = await folderNamed('reused');
  await using(dataDir, async ({ url }) => query(url, 'create table kept as select 1 as n'));
  const stranger = spawn('sleep', ['60']);
  const cluster = join(dataDir, 'postgres', 'cluster');
  const { uid, gid } = await stat(cluster);
  const left = join(cluster, 'postmaster.pid');
  await writeFile(left, `${stranger.pid}\n${cluster}\n0\n5432\n\n\n`);
  await chown(left, uid, gid);
  await using(dataDir, async ({ url }) => {
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }]);
  });
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

test('a copy of a folder that is in use does not touch the first', async () => {
  const dataDir = await folderNamed('original');
  await using(dataDir, async (postgres) => {
    const pid = await serverOf(postgres);
    const copy = join(parent, 'copy');
    await cp(dataDir, copy, { recursive: true, filter: (path) => !path.includes('.s.PGSQL') });
    const { uid, gid } = await stat(join(dataDir, 'postgres', 'cluster'));
    const own = async (path: string): Promise<void> => {
      await chown(path, uid, gid);
      if ((await stat(path)).isDirectory()) {
        for (const name of await readdir(path)) await own(join(path, name));
      }
    };
    await own(join(copy, 'postgres', 'cluster'));
    await chmod(join(copy, 'postgres', 'cluster'), 0o700);
    await rm(join(copy, 'postgres', 'socket'), { recursive: true });
    await using(copy, async ({ url }) => query(url, 'select 1'));
    expect(await postgres.pid()).toBe(pid);
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test('names of folders may be long, with spaces and quotes, and the umask strict', async () => {
  const umask = process.umask(0o077);
  try {
    const dataDir = await folderNamed(`it's a "folder", \\ of $HOME, ${'long '.repeat(15)}name`);
    await using(dataDir, async ({ url }) => {
      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await rm(new URL(url).searchParams.get('host') ?? '', { recursive: true });
    });
  } finally {
    process.umask(umask);
  }
});

test('what does not pass by itself is told at once', async () => {
  const dataDir = await folderNamed('broken');
  await using(dataDir, async () => {});
  await writeFile(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '9\n');
  const begin = performance.now();
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/incompatible/);
  expect(performance.now() - begin).toBeLessThan(10_000);

  await rm(join(dataDir, 'postgres-password'));
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/put that file back/);
});

test.runIf(ROOT)('a plain user runs it as himself', async () => {
  const dataDir = join(parent, 'of-nobody');
  const uid = 65_534;
  await mkdir(dataDir, { mode: 0o700 });
  await chown(dataDir, uid, uid);
  const { child } = await startOwner(dataDir, uid);
  expect((await stat(join(dataDir, 'postgres', 'cluster'))).uid).toBe(uid);
  await end(child, null);
});

test.runIf(ROOT)(
  'under a folder that is root’s alone, the database goes where it can be reached',
  async () => {
    const hidden = join(parent, 'root');
    await mkdir(hidden, { mode: 0o700 });
    const dataDir = join(hidden, 'var');
    await openDataFolder(dataDir);
    await using(dataDir, async ({ url }) => query(url, 'create table kept as select 5 as n'));
    const place = (await readFile(join(dataDir, 'postgres-is-in'), 'utf8')).trim();
    expect(place).toMatch(/^\/var\/lib\/sinode\//);
    try {
      const copy = join(hidden, 'copy');
      await cp(dataDir, copy, { recursive: true });
      await expect(startEmbeddedPostgres({ dataDir: copy, log })).rejects.toThrow(/is a copy of/);

      const moved = join(hidden, 'moved');
      await rename(dataDir, moved);
      await using(moved, async ({ url }) => {
        expect(await query(url, 'select n from kept')).toEqual([{ n: 5 }]);
      });
    } finally {
      await rm(place, { recursive: true });
    }
  },
);
