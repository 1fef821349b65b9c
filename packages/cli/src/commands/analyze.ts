import { AnalysisOptions } from '@sinode/contracts';
import { Command } from 'commander';
import { z } from 'zod';
import { runAnalysis } from '../analysis/run-analysis.ts';
import { sketchFile } from '../analysis/sketch-file.ts';
import {
  type AnalysisWriter,
  blockWriter,
  csvWriter,
  fileWriter,
  jsonWriter,
  sayingNotes,
  tableWriter,
} from '../analysis/writers.ts';
import { UsageError } from '../failures.ts';
import { formatOption, Jobs, parseOptions } from '../options.ts';
import { examples } from '../terminal/examples.ts';
import { say } from '../terminal/output.ts';

const Flags = AnalysisOptions.extend({
  format: formatOption(['table', 'json', 'csv', 'wfdb']).default('table'),
  out: z.string().min(1, { error: 'must name a folder' }).optional(),
  jobs: Jobs.optional(),
});
type Flags = z.infer<typeof Flags>;

export function analyzeCommand(): Command {
  return new Command('analyze')
    .summary('find the heartbeats in recordings')
    .description(
      'Finds the heartbeats in recordings. Reads MATLAB (.mat), WFDB (a record by its name or any of its files), EDF/BDF, CSV and JSON.',
    )
    .argument('<file...>', 'recordings')
    .option('--lead <name>', 'lead to analyse, as named in the file (default: the most suitable)')
    .option('--format <format>', 'table, json, csv (a line per beat) or wfdb (annotation files)', 'table')
    .option('--out <dir>', 'write a file for each recording into this folder (json, csv, wfdb)')
    .option('--sampling-rate <hz>', 'for formats that do not carry it')
    .option('--model <name|dir>', 'model to use (default: see sinode models)')
    .option('--jobs <n>', 'threads (default: one for each core)')
    .addHelpText(
      'after',
      examples(
        ['sinode analyze recording.mat', 'beats, heart rate and a look at the trace'],
        ['sinode analyze mitdb/*.hea --format json > beats.json', 'many at once, for another program'],
        ['sinode analyze holter.edf --lead V5 --format wfdb --out beats', 'beats/holter.qrs, for WFDB tools'],
        ['sinode analyze samples.csv --sampling-rate 250', 'a file that does not say its rate'],
      ),
    )
    .action(async (files: string[], typed: Record<string, unknown>) => {
      const flags = parseOptions(Flags, typed);
      const { lead, samplingRate, model, jobs } = flags;
      const writer = writerFor(files, flags);
      const reports = await runAnalysis({ files, lead, samplingRate, model, jobs, writer });
      if (flags.format === 'table' && reports > 0) say('Not a medical device.');
    });
}

function writerFor(files: readonly string[], { format, out, samplingRate }: Flags): AnalysisWriter {
  if (format === 'table') {
    if (out !== undefined) throw new UsageError('--out goes with --format json, csv or wfdb.');
    return files.length === 1
      ? blockWriter((report) => sketchFile(report, samplingRate))
      : tableWriter(files);
  }
  if (format === 'json') return out === undefined ? jsonWriter(files.length) : fileWriter(format, out);
  if (format === 'csv') return sayingNotes(out === undefined ? csvWriter() : fileWriter(format, out));
  return sayingNotes(fileWriter(format, out ?? '.'));
}
