import { stat } from 'node:fs/promises';
import type { BackupManifest } from '@sinode/api';
import { Command } from 'commander';
import { CommandError, UsageError } from '../failures.ts';
import { beforeLeaving } from '../leave.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { bytes, count } from '../terminal/words.ts';

const WHICH =
  'Which server: the variables that `sinode serve` takes, DATABASE_URL or SINODE_DATA_DIR, and SINODE_S3_BUCKET where the recordings lie in one.';

export function backupCommand(): Command {
  return new Command('backup')
    .summary('make or check a backup of a server')
    .description(
      `Writes all of a server into one file, also while it runs: the database as it is at one moment, the files of the recordings, and the secret that signs tokens, with checksums over all of it. ${WHICH} The file holds health data: keep it where nobody else reads it.`,
    )
    .argument('<target>', 'the file to make, or a folder to make one in, named by the time')
    .option('--verify', 'only check the backup that is there: every checksum of it')
    .addHelpText(
      'after',
      examples(
        ['sinode backup /srv/backups', 'a new file in this folder; prints its name'],
        ['sinode backup --verify /srv/backups/sinode-2026-02-01.tar', 'is it whole?'],
      ),
    )
    .action(async (target: string, { verify = false }: { verify?: boolean }) => {
      await (verify ? verifyFile(target) : make(target));
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .summary('put a backup back')
    .description(
      `Puts a backup back where nothing is yet: its checksums are compared first, and the database comes as a whole or not at all. Stop the server before. A backup of an older version is brought up to date. ${WHICH}`,
    )
    .argument('<file>', 'of `sinode backup`')
    .option('--replace', 'throw away what is there')
    .addHelpText(
      'after',
      examples(
        ['sinode restore sinode-2026-02-01.tar', 'into a new data folder or an empty database'],
        ['sinode restore --replace sinode-2026-02-01.tar', 'back to how it was'],
      ),
    )
    .action(async (file: string, { replace = false }: { replace?: boolean }) => {
      const manifest = await withServer(async ({ restoreBackup, readConfig }) => {
        // Read twice: checked as a whole, then put back.
        const progress = await startReading('Restoring', file, 2);
        try {
          const config = readConfig(process.env);
          return await restoreBackup(config, file, { replace, onBytes: progress.read });
        } finally {
          progress.stop();
        }
      });
      say(`${contentsOf(manifest)} are back, as they were on ${manifest.createdAt}.`);
      warnOf(manifest);
    });
}

async function make(target: string): Promise<void> {
  const leaving = new AbortController();
  let progress: Progress | null = null;
  const made = await withServer(async ({ createBackup, readConfig }) => {
    const writing = createBackup(readConfig(process.env), target, {
      signal: leaving.signal,
      onProgress: (done, total) => {
        progress ??= startProgress('Backing up', Math.round(total / MEGABYTE), 'MB');
        progress.update(done / MEGABYTE, '');
      },
    });
    // A file that was begun is thrown away.
    beforeLeaving(async () => {
      leaving.abort(new CommandError('The backup was broken off.'));
      await writing.catch(() => {});
    });
    return writing.finally(() => progress?.stop());
  });
  await print(`${made.path}\n`);
  say(`${contentsOf(made.manifest)}: ${bytes((await stat(made.path)).size)}.`);
  warnOf(made.manifest);
}

async function verifyFile(file: string): Promise<void> {
  const manifest = await withServer(async ({ verifyBackup }) => {
    const progress = await startReading('Checking', file, 1);
    return verifyBackup(file, progress.read).finally(progress.stop);
  });
  say(`It is whole: ${contentsOf(manifest)}, of ${manifest.createdAt}, by Sinode ${manifest.sinode}.`);
  warnOf(manifest);
}

const MEGABYTE = 1_000_000;

async function startReading(title: string, file: string, times: number) {
  const total = ((await stat(file).catch(() => null))?.size ?? 0) * times;
  const progress = startProgress(title, Math.round(total / MEGABYTE), 'MB');
  let done = 0;
  return {
    read(length: number) {
      done += length;
      progress.update(done / MEGABYTE, '');
    },
    stop: () => progress.stop(),
  };
}

function contentsOf({ tables, recordings, bytes: size }: Omit<BackupManifest, 'sha256'>): string {
  const accounts = tables.find(({ name }) => name === 'users')?.rows ?? 0;
  return `${count(accounts, 'account')} and ${count(recordings, 'recording')} with ${bytes(size)} of files`;
}

/** What no backup can put right. */
function warnOf({ lost, damaged }: Pick<BackupManifest, 'lost' | 'damaged'>): void {
  if (lost.length > 0)
    say(
      `The files of ${count(lost.length, 'recording')} were not there or could not be read: ${lost.join(', ')}.`,
    );
  if (damaged.length > 0) {
    say(
      `The files of ${count(damaged.length, 'recording')} are not what was uploaded: ${damaged.join(', ')}.`,
    );
  }
}

async function withServer<T>(work: (server: typeof import('@sinode/api')) => Promise<T>): Promise<T> {
  // Loaded here, since no command about recordings needs a database.
  const server = await import('@sinode/api');
  const { BackupError, ConfigError, Problem, StartError } = server;
  try {
    return await work(server);
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    if (error instanceof StartError || error instanceof BackupError || error instanceof Problem)
      throw new CommandError(error.message);
    throw error;
  }
}
