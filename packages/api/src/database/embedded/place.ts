/**
 * Where the cluster and the programs are, and who runs them. Postgres refuses to run as root; root's Postgres is run by
 * another user, who must be able to reach both.
 */
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';
import { type RunAs, run } from './run.ts';
import { StartError } from './start-error.ts';

export interface PostgresPlace {
  readonly binaries: Binaries;
  /** Holds `cluster` and what else Postgres writes. */
  readonly folder: string;
  readonly runAs: RunAs | null;
}

/** For clusters that cannot be in the data folder. */
const SYSTEM_FOLDER = '/var/lib/sinode';

/** Users that Postgres may be run as by root, in order of preference. */
const USERS = ['postgres', 'nobody'];

/** Remembers, in the data folder, that the cluster is elsewhere. */
const POINTER = 'postgres-is-in';

/** Remembers, beside such a cluster, whose it is. */
const OWNER = 'data-folder';

export async function choosePlace(dataDir: string): Promise<PostgresPlace> {
  const binaries = await findBinaries();
  const own = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { binaries, folder: await makeFolder(own, null), runAs: null };

  const runAs = await findUser();
  const elsewhere = await readFile(join(dataDir, POINTER), 'utf8').catch(() => null);
  if (elsewhere === null) {
    const folder = await makeFolder(own, runAs);
    if (await canReach(binaries, folder, runAs)) return { binaries, folder, runAs };
  }
  const copies = await copyBinaries(binaries, SYSTEM_FOLDER);
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = await makeFolder(elsewhere?.trim() ?? join(SYSTEM_FOLDER, name), runAs);
  await claim(folder, dataDir);
  if (!(await canReach(copies, folder, runAs))) {
    throw new StartError(
      `Root cannot run Postgres, and the user ${runAs.uid} can reach neither ${own} nor ${folder}: start Sinode as another user, or name a Postgres with DATABASE_URL.`,
    );
  }
  await writeFile(join(dataDir, POINTER), `${folder}\n`, { mode: 0o600 });
  return { binaries: copies, folder, runAs };
}

/** Ours, also where Postgres is another user's: he gets through it, and can put no links where root writes. */
async function makeFolder(folder: string, runAs: RunAs | null): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (runAs !== null) await chown(folder, 0, 0);
  await chmod(folder, runAs === null ? 0o700 : 0o711);
  return folder;
}

/** A data folder that was moved takes its cluster along; a copy must not use the one of the first. */
async function claim(folder: string, dataDir: string): Promise<void> {
  const path = join(folder, OWNER);
  const owner = (await readFile(path, 'utf8').catch(() => null))?.trim();
  if (owner === dataDir) return;
  if (owner !== undefined && (await exists(join(owner, POINTER)))) {
    throw new StartError(
      `The data folder ${dataDir} is a copy of ${owner}, and the database of both would be the one in ${folder}. Use the first, or start with an empty SINODE_DATA_DIR and restore a backup there.`,
    );
  }
  await writeFile(path, `${dataDir}\n`, { mode: 0o600 });
}

/** Whether the user can run the programs, and a program sees what is in the folder. */
async function canReach({ pgCtl }: Binaries, folder: string, runAs: RunAs): Promise<boolean> {
  const { code, output } = await run(pgCtl, ['-D', folder, 'status'], { runAs });
  return code !== null && !output.includes('Permission denied');
}

async function findUser(): Promise<RunAs> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  for (const user of USERS) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${user}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StartError(
    'Root cannot run Postgres, and there is no user "postgres" or "nobody" to run it: start Sinode as another user, or name a Postgres with DATABASE_URL.',
  );
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
