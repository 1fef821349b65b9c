import { EvaluationOptions } from '@sinode/contracts';
import { listDataSet, protocolMismatch } from '@sinode/core/node';
import { Command } from 'commander';
import { z } from 'zod';
import { evaluationTable } from '../evaluation/evaluation-table.ts';
import { runEvaluation } from '../evaluation/run-evaluation.ts';
import { UsageError } from '../failures.ts';
import { formatOption, Jobs, parseOptions } from '../options.ts';
import { readRecordList, selectRecords } from '../record-list.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';

const Flags = EvaluationOptions.safeExtend({
  format: formatOption(['table', 'json']).default('table'),
  records: z.string().optional(),
  exclude: z.string().optional(),
  jobs: Jobs.optional(),
});

/** Where a field is not called like its flag. */
const FLAG_NAMES = { fromSeconds: '--from', toleranceMs: '--tolerance' };

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .summary('score the model against reference annotations')
    .description('Analyses the annotated recordings of a folder and scores what was found.')
    .argument('<dir>', 'folder with data/ and ref/ as in the CPSC 2019 challenge, or with WFDB records')
    .requiredOption(
      '--protocol <protocol>',
      'cpsc2019 (the score of the challenge) or ec57 (beats one to one)',
    )
    .option('--annotator <ext>', 'ending of the WFDB annotation files', 'atr')
    .option('--lead <name>', 'lead to analyse (default: the most suitable)')
    .option('--span <span>', 'all, or annotated: from the first to the last reference beat (ec57)', 'all')
    .option('--from <seconds>', 'score nothing before this (ec57)', '0')
    .option('--tolerance <ms>', 'largest distance of a beat from its reference (ec57)', '150')
    .option('--format <format>', 'table or json', 'table')
    .option('--records <list>', 'only these: names with commas between, or @file with one a line')
    .option('--exclude <list>', 'all but these')
    .option('--model <name|dir>', 'model to use (default: see sinode models)')
    .option('--jobs <n>', 'threads (default: one for each core)')
    .addHelpText(
      'after',
      examples(
        ['sinode evaluate cpsc2019 --protocol cpsc2019', "the challenge's own score"],
        [
          'sinode evaluate mitdb --protocol ec57 --exclude 102,104,107,217',
          'sensitivity and positive predictivity',
        ],
        [
          'sinode evaluate ludb/data --protocol ec57 --annotator ii --lead ii --span annotated',
          'a lead against its own annotations',
        ],
      ),
    )
    .action(async (directory: string, { from, tolerance, ...typed }: Record<string, unknown>) => {
      const flags = parseOptions(Flags, { ...typed, fromSeconds: from, toleranceMs: tolerance }, FLAG_NAMES);
      const all = await listDataSet(directory, flags.annotator);
      const mismatch = protocolMismatch(all, flags.protocol);
      if (mismatch !== null) throw new UsageError(`--protocol: ${mismatch}.`);
      const entries = selectRecords(
        all,
        flags.records === undefined ? null : await readRecordList('--records', flags.records),
        flags.exclude === undefined ? null : await readRecordList('--exclude', flags.exclude),
      );
      if (entries.length === 0) throw new UsageError('--exclude leaves no record to score.');

      const report = await runEvaluation(entries, flags, flags.jobs);
      await print(flags.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : evaluationTable(report));
      if (flags.format === 'table') say('Not a medical device.');
    });
}
