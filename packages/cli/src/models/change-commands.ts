/** What an operator does with the models of a server: add, try beside the current one, promote, take back, remove. */
import { ShadowStart } from '@sinode/contracts';
import { Command } from 'commander';
import { UsageError } from '../failures.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';
import { formatTable } from '../terminal/table.ts';
import { parseModelReference } from './model-reference.ts';
import { readModelFolder } from './read-model-folder.ts';
import { withModels } from './with-models.ts';

const REASON = ['--reason <text>', 'for those who read the history later'] as const;
const SHARE = '0.1';
const DAYS = '30';

export function changeCommands(): Command[] {
  return [add(), promote(), shadow(), rollback(), agreement(), remove()];
}

function add(): Command {
  return new Command('add')
    .description('Checks a model and adds it to a server. It answers nothing until it is promoted.')
    .argument('<dir>', 'its folder: model.json, model.onnx and parity.json')
    .addHelpText('after', examples(['sinode models add ./clinic-qrs-3', 'takes a few seconds']))
    .action(async (folder: string) => {
      const files = await readModelFolder(folder);
      const { name, version } = await withModels((models) => models.add(files));
      say(`${name}@${version} is added. Try it beside the current model:`);
      say(`  sinode models shadow ${name}@${version} --share ${SHARE}`);
    });
}

function promote(): Command {
  return new Command('promote')
    .description('Lets a model answer from now on. All processes change within seconds, without a restart.')
    .argument('<name@version>')
    .option(...REASON)
    .addHelpText(
      'after',
      examples(['sinode models promote clinic-qrs-3@1.0.0 --reason "F1 0.998 in two weeks"', 'from now on']),
    )
    .action(async (text: string, { reason = '' }: { reason?: string }) => {
      const reference = parseModelReference(text);
      const before = await withModels(async (models) => {
        const { current } = await models.describe();
        await models.promote(reference, reason);
        return current;
      });
      say(`${text} answers from now on, instead of ${before.name}@${before.version}.`);
      say('Back again: sinode models rollback');
    });
}

function shadow(): Command {
  return new Command('shadow')
    .description('Lets a model run beside the current one on a share of the recordings, or ends that.')
    .argument('<name@version|stop>')
    .option('--share <share>', 'of the recordings, from 0 to 1', SHARE)
    .option(...REASON)
    .addHelpText(
      'after',
      examples(
        ['sinode models shadow clinic-qrs-3@1.0.0 --share 0.2', 'on every fifth recording'],
        ['sinode models agreement', 'how far it finds the same beats'],
        ['sinode models shadow stop', 'ends it; what was compared stays'],
      ),
    )
    .action(async (text: string, { share, reason = '' }: { share: string; reason?: string }) => {
      if (text === 'stop') {
        await withModels((models) => models.stopShadow());
        say('The shadow is ended.');
        return;
      }
      const reference = parseModelReference(text);
      const asked = ShadowStart.safeParse({ ...reference, share: Number(share), reason });
      if (!asked.success) throw new UsageError('--share is a number above 0, and 1 at most.');
      await withModels((models) => models.startShadow(reference, asked.data.share, reason));
      say(`${text} runs beside the current model, on ${asked.data.share} of the recordings.`);
      say('How it does: sinode models agreement');
    });
}

function rollback(): Command {
  return new Command('rollback')
    .description('Lets the model answer again that did before the last promotion.')
    .option(...REASON)
    .addHelpText('after', examples(['sinode models rollback', 'at once, in all processes']))
    .action(async ({ reason = '' }: { reason?: string }) => {
      const { name, version } = await withModels((models) => models.rollback(reason));
      say(`${name}@${version} answers again.`);
    });
}

function agreement(): Command {
  return new Command('agreement')
    .description('Shows how far the candidate finds what the current model finds.')
    .option('--days <n>', 'to look back over, 90 at most', DAYS)
    .addHelpText('after', examples(['sinode models agreement --days 7', 'of the last week']))
    .action(async ({ days }: { days: string }) => {
      const asked = Number(days);
      if (!Number.isInteger(asked) || asked < 1 || asked > 90) {
        throw new UsageError(`--days is a whole number from 1 to 90 (not "${days}").`);
      }
      const found = await withModels((models) => models.agreement(asked));
      if (found.candidate === null || found.current === null) {
        say('Nothing was compared: see sinode models shadow --help.');
        return;
      }
      const { candidate, current, beats, f1, f1Interval, heartRate, speedRatio } = found;
      const figure = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));
      const interval =
        f1Interval === null ? '' : ` (${figure(f1Interval.low, 4)} to ${figure(f1Interval.high, 4)})`;
      const rows = [
        ['candidate', `${candidate.name}@${candidate.version}`],
        ['current', `${current.name}@${current.version}`],
        ['recordings', `${found.comparisons}, of which the candidate could not read ${found.failed}`],
        [
          'beats',
          `${beats.both} in both, ${beats.onlyCurrent} only current, ${beats.onlyCandidate} only candidate`,
        ],
        ['F1', `${figure(f1, 4)}${interval}`],
        [
          'heart rate',
          `${figure(heartRate.meanDifference, 2)} bpm on average, 95 % within ${figure(heartRate.p95AbsoluteDifference, 2)} bpm`,
        ],
        ['time', `${figure(speedRatio, 2)} of the current model's`],
      ];
      await print(formatTable([{ title: '' }, { title: `last ${asked} days` }], rows));
    });
}

function remove(): Command {
  return new Command('remove')
    .description('Removes a model that was added and is not in use. Analyses that it made stay.')
    .argument('<name@version>')
    .addHelpText('after', examples(['sinode models remove clinic-qrs-3@1.0.0', 'does not ask again']))
    .action(async (text: string) => {
      const reference = parseModelReference(text);
      await withModels((models) => models.remove(reference));
      say(`${text} is removed.`);
    });
}
