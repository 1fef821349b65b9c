/** The files of a database, made by initdb on the first start. */
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresPlace } from './place.ts';
import { run } from './run.ts';
import { StartError } from './start-error.ts';

/** Of the database; not of the system. */
export const USER = 'sinode';

/**
 * In a folder of its own until it is whole, so that one that was broken off is made anew.
 *
 * @throws StartError with what initdb says
 */
export async function makeCluster(
  { binaries, folder, runAs }: PostgresPlace,
  cluster: string,
  password: string,
): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = join(folder, 'first-password');
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  try {
    if (runAs !== null) {
      await chown(unfinished, runAs.uid, runAs.gid);
      await chown(passwordFile, runAs.uid, runAs.gid);
    }
    const what = ['-U', USER, '-E', 'UTF8', '--locale=C', '--data-checksums', '-A', 'scram-sha-256'];
    const { code, output } = await run(
      binaries.initdb,
      ['-D', unfinished, ...what, `--pwfile=${passwordFile}`],
      { runAs, cwd: folder },
    );
    if (code !== 0) throw new StartError(`A database cannot be made in ${folder}: ${output.trim()}`);
    await rename(unfinished, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Settings that win over those of the cluster. The file is ours and beside the cluster, since root must not write where
 * another user could have put a link.
 *
 * @returns whether they are others than before
 */
export async function writeSettings(
  path: string,
  cluster: string,
  settings: readonly string[],
  before: string | null,
): Promise<boolean> {
  const text = `${[`include ${quote(join(cluster, 'postgresql.conf'))}`, ...settings].join('\n')}\n`;
  if (text === before) return false;
  await writeFile(path, text);
  // Nothing in it is secret, and Postgres, as another user, has to read it whatever the umask is.
  await chmod(path, 0o644);
  return true;
}

/** As text in the configuration of Postgres. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
