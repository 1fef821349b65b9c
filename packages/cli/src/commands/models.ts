import type { ModelCard } from '@sinode/core';
import { DEFAULT_MODEL, modelNames, readModelCard } from '@sinode/core/node';
import { Command } from 'commander';
import { outcomeOf } from '../crew/crew.ts';
import { changeCommands } from '../models/change-commands.ts';
import { hasServer, withModels } from '../models/with-models.ts';
import { colors } from '../terminal/colors.ts';
import { examples } from '../terminal/examples.ts';
import { print } from '../terminal/output.ts';
import { reportFailure } from '../terminal/report-failure.ts';
import { formatTable } from '../terminal/table.ts';
import { count } from '../terminal/words.ts';

export function modelsCommand(): Command {
  const command = new Command('models')
    .summary('show models, and change which one a server answers with')
    .description(
      'The models that come with Sinode and those of a server, also while it runs. Which server: the variables that `sinode serve` takes, DATABASE_URL or SINODE_DATA_DIR.',
    )
    .addHelpText(
      'after',
      examples(
        ['sinode models', 'lists them'],
        ['sinode models show NAME', 'the card of one'],
        ['sinode models add ./clinic-qrs-3', 'adds one to a server'],
        ['sinode models promote clinic-qrs-3@1.0.0', 'lets it answer from now on'],
      ),
    );

  command
    .command('list', { isDefault: true })
    .description('Lists the models, those of a server too where there is one.')
    .addHelpText('after', examples(['sinode models list', 'names, versions and what they are']))
    .action(list);

  command
    .command('show')
    .description("Shows a model's card: how it was trained, its scores, and what it does not do well.")
    .argument('<name|dir>', 'a model that comes with Sinode, or the folder of one')
    .addHelpText('after', examples([`sinode models show ${DEFAULT_MODEL}`, 'the default model']))
    .action(async (name: string) => print(describeModel(await readModelCard(name))));
  for (const change of changeCommands()) command.addCommand(change);
  return command;
}

async function list(): Promise<void> {
  const rows = (await hasServer()) ? await rowsOfServer() : await rowsOfInstallation();
  const columns = [
    { title: 'name' },
    { title: 'version' },
    { title: 'parameters', align: 'right' as const },
    { title: '' },
    { title: 'what it is' },
  ];
  await print(formatTable(columns, rows));
}

async function rowsOfInstallation(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const name of await modelNames()) {
    const outcome = await outcomeOf(readModelCard(name));
    if ('failure' in outcome) {
      reportFailure(name, outcome.failure);
      continue;
    }
    const { version, parameters, description } = outcome.value;
    rows.push([name, version, String(parameters), name === DEFAULT_MODEL ? 'default' : '', description]);
  }
  return rows;
}

async function rowsOfServer(): Promise<string[][]> {
  const { models, candidate } = await withModels((models) => models.describe());
  return models.map(({ name, version, parameters, description, roles, isDefault, source }) => {
    const marks = [
      ...roles.map((role) => (role === 'candidate' ? `candidate, share ${candidate?.share}` : role)),
      ...(isDefault ? ['default'] : []),
      ...(source === 'added' ? ['added'] : []),
    ];
    return [name, version, String(parameters), marks.join(', '), description];
  });
}

/** A model's card for people. */
function describeModel(card: ModelCard): string {
  const facts = [
    ['version', card.version],
    ['licence', card.licence],
    ['parameters', String(card.parameters)],
    ['work', `${card.macsPerSecond} multiplications per second of ECG`],
    ['input', `${card.input.samplingRate} Hz`],
    ['sha256', card.sha256],
    [
      'trained on',
      card.training.data.map(({ name, records }) => `${name} (${count(records, 'record')})`).join(', '),
    ],
    ['split', card.training.split],
  ] as const;
  const sections = [
    `${colors.bold(card.name)}\n${card.description}`,
    facts.map(([name, value]) => `  ${colors.dim(name.padEnd(10))}  ${value}`).join('\n'),
  ];
  if (card.scores.length > 0) sections.push(`${colors.bold('Scores')}\n${scores(card)}`);
  if (card.limits.length > 0) {
    sections.push(`${colors.bold('Limits')}\n${card.limits.map((limit) => `  ${limit}`).join('\n')}`);
  }
  return `${sections.join('\n\n')}\n`;
}

function scores(card: ModelCard): string {
  const columns = [
    { title: 'data' },
    { title: 'records', align: 'right' as const },
    { title: 'how' },
    { title: 'results' },
  ];
  const rows = card.scores.map(({ data, records, how, results }) => {
    const measured = Object.entries(results).map(([name, value]) => `${name} ${value}`);
    return [data, String(records), how, measured.join(', ')];
  });
  return formatTable(columns, rows).trimEnd();
}
