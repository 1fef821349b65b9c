import { Command } from 'commander';
import { DATA_SETS, findDataSet } from '../datasets/catalog.ts';
import { type PullListener, pull } from '../datasets/pull.ts';
import { UsageError } from '../failures.ts';
import { withServer } from '../models/with-models.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { formatTable } from '../terminal/table.ts';
import { bytes, count, duration } from '../terminal/words.ts';

export function datasetsCommand(): Command {
  const command = new Command('datasets')
    .summary('download public, annotated recordings; export corrections')
    .description(
      'Public data sets of annotated recordings, downloaded from their publishers, and one of what people corrected.',
    )
    .addHelpText(
      'after',
      examples(
        ['sinode datasets pull mitdb ./mitdb', 'into the folder mitdb'],
        ['sinode datasets export corrections ./corrections', 'what people corrected on a server'],
      ),
    );

  command
    .command('list')
    .description('Lists the data sets that can be pulled.')
    .addHelpText('after', examples(['sinode datasets list', 'names, contents and licences']))
    .action(list);

  command
    .command('pull')
    .description('Downloads a data set. What is there already is kept, what broke off is resumed.')
    .argument('<name>', DATA_SETS.map(({ name }) => name).join(', '))
    .argument('<dir>', 'folder to put it in')
    .option('--from <url>', 'another address of the same files, such as a mirror')
    .addHelpText(
      'after',
      examples(
        ['sinode datasets pull mitdb ./mitdb', "from the publisher's site"],
        ['sinode datasets pull mitdb ./mitdb --from https://mirror.example/mitdb/1.0.0/', 'from a mirror'],
      ),
    )
    .action(pullDataSet);

  command.addCommand(exportCommand());
  return command;
}

function exportCommand(): Command {
  const command = new Command('export').description('Exports a data set from a server.');
  command
    .command('corrections')
    .description(
      'Writes the beats that people corrected as WFDB records with annotations: of those who agreed in their account, the latest version of each lead, without names, notes and times. Which server: the variables that `sinode serve` takes, DATABASE_URL or SINODE_DATA_DIR.',
    )
    .argument('<dir>', 'an empty folder, or one that is not there')
    .addHelpText(
      'after',
      examples(
        ['sinode datasets export corrections ./corrections', 'anew before each training'],
        ['sinode evaluate ./corrections --protocol ec57', 'how the model does on them'],
      ),
    )
    .action(exportCorrections);
  return command;
}

async function exportCorrections(directory: string): Promise<void> {
  const exported = await withServer(async (config) => {
    const { exportCorrectionsOf } = await import('@sinode/api');
    return exportCorrectionsOf(config, directory, () => {});
  });
  const { records, people, beats, seconds, unreadable } = exported;
  say(`${count(records, 'lead')} of ${people} who agreed: ${count(beats, 'beat')} in ${duration(seconds)}.`);
  if (unreadable > 0) say(`${count(unreadable, 'lead')} could not be read any more and was left out.`);
  if (records > 0) say(`Score it with: sinode evaluate ${directory} --protocol ec57`);
  await print(`${directory}\n`);
}

async function list(): Promise<void> {
  const columns = [{ title: 'name' }, { title: 'contents' }, { title: 'licence' }, { title: 'about' }];
  await print(
    formatTable(
      columns,
      DATA_SETS.map(({ name, contents, licence, page }) => [name, contents, licence, page]),
    ),
  );
}

async function pullDataSet(name: string, directory: string, { from }: { from?: string }): Promise<void> {
  const dataSet = findDataSet(name);
  if (dataSet === undefined) {
    const known = DATA_SETS.map((known) => known.name).join(', ');
    throw new UsageError(`There is no data set "${name}"; there are ${known}.`);
  }
  if (from !== undefined && !isWebAddress(from)) {
    throw new UsageError(`--from must be an address that begins with http:// or https:// (not "${from}").`);
  }
  const url = from ?? dataSet.url;
  say(`${dataSet.title}: ${dataSet.contents}.`);
  say(`Licence: ${dataSet.licence} (${dataSet.page}).`);
  say(`Please cite: ${dataSet.citation}.`);
  say(`From ${url}`);

  const { listener, stop } = followPull(name);
  try {
    const { downloaded, alreadyThere } = await pull(dataSet, directory, url, listener);
    stop();
    say(`${count(downloaded, 'file')} downloaded, ${alreadyThere} there already.`);
  } finally {
    stop();
  }
  say(`Score it with: sinode evaluate ${dataSet.evaluate.replace('DIR', directory)}`);
  await print(`${directory}\n`);
}

/** A bar over the files, with the bytes that have come and how fast. */
function followPull(name: string): { listener: PullListener; stop(): void } {
  const start = performance.now();
  let progress: Progress | null = null;
  let files = 0;
  let received = 0;
  const update = () => {
    const perSecond = received / ((performance.now() - start) / 1000);
    progress?.update(files, `${bytes(received)}, ${bytes(perSecond)}/s`);
  };
  return {
    listener: {
      onList(total) {
        progress = startProgress(name, total, total === 1 ? 'file' : 'files');
      },
      onBytes(length) {
        received += length;
        update();
      },
      onFile() {
        files++;
        update();
      },
    },
    stop() {
      progress?.stop();
      progress = null;
    },
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
