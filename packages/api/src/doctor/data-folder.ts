import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Findings } from './findings.ts';

const ALMOST_FULL = 200_000_000;
const LITTLE_SPACE = 5_000_000_000;
/** As made by `keepSecret`. */
const SHORTEST_SECRET = 43;

export interface FoundFolder {
  /** Whether what is written there belongs to the user of the server. */
  readonly isOurs: boolean;
  readonly hasDatabase: boolean;
}

export async function examineDataFolder(
  findings: Findings,
  { dataDir, secret }: Config,
): Promise<FoundFolder> {
  const folder = await stat(dataDir).catch(() => null);
  if (folder === null) {
    findings.warn(
      'data folder',
      `${dataDir} is not there yet.`,
      'The server makes it at its first start; see SINODE_DATA_DIR if it should be there.',
    );
    return { isOurs: false, hasDatabase: false };
  }
  const there = async (name: string) => (await stat(join(dataDir, name)).catch(() => null)) !== null;
  const hasDatabase = (await there('postgres')) || (await there('postgres-is-in'));
  const isOurs = await examineRights(findings, dataDir, folder);
  await examineSpace(findings, dataDir);
  if (secret === null) await examineSecret(findings, join(dataDir, 'secret'));
  await examineLock(findings, join(dataDir, 'lock'));
  return { isOurs, hasDatabase };
}

async function examineRights(
  findings: Findings,
  dataDir: string,
  { uid, mode }: { uid: number; mode: number },
): Promise<boolean> {
  const self = process.getuid?.();
  if (self !== undefined && self !== uid) {
    findings.warn(
      'data folder',
      `${dataDir} belongs to another user (${uid}) than the one who asks (${self}).`,
      'Run this as the user of the server: what it would write could not be touched by the server.',
    );
    return false;
  }
  const file = join(dataDir, `.check-${randomUUID()}`);
  try {
    await writeFile(file, '', { mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    findings.fail(
      'data folder',
      `${dataDir} cannot be written to (${code}).`,
      'See its rights and its disk.',
    );
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
  // Root's is passed through by the user of Postgres, who can list nothing.
  if (process.platform !== 'win32' && (mode & 0o066) !== 0) {
    findings.warn(
      'data folder',
      `Other users of this machine can look into ${dataDir}.`,
      `chmod ${self === 0 ? '711' : '700'} ${dataDir}`,
    );
  } else findings.fine('data folder', `${dataDir} can be written to, and by its user only.`);
  return true;
}

async function examineSpace(findings: Findings, dataDir: string): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const said = `${(free / 1e9).toFixed(1)} of ${((blocks * bsize) / 1e9).toFixed(1)} GB are free.`;
  if (free < ALMOST_FULL)
    findings.fail('disk', said, 'Uploads are refused soon: make room, or a larger disk.');
  else if (free < LITTLE_SPACE) findings.warn('disk', said, 'Make room, or see SINODE_KEEP_RECORDINGS_DAYS.');
  else findings.fine('disk', said);
}

async function examineSecret(findings: Findings, path: string): Promise<void> {
  const [text, entry] = await Promise.all([
    readFile(path, 'utf8').catch(() => null),
    stat(path).catch(() => null),
  ]);
  if (text === null || entry === null) return;
  if (text.trim().length < SHORTEST_SECRET) {
    findings.fail('secret', `${path} is too short for a secret.`, 'Put it back from a backup, or delete it.');
  } else if (process.platform !== 'win32' && (entry.mode & 0o077) !== 0) {
    findings.warn('secret', `Other users of this machine can read ${path}.`, `chmod 600 ${path}`);
  } else findings.fine('secret', 'The one in the data folder, which only its user can read.');
}

async function examineLock(findings: Findings, path: string): Promise<void> {
  const holder = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
  if (!(holder > 0)) return;
  findings.fine(
    'lock',
    isAlive(holder)
      ? `The server is process ${holder}.`
      : `Left by process ${holder}, which was killed; the next start takes it over.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
