/**
 * Measures a model against its goals and prints a Markdown table, each figure with its 95 % bootstrap interval by record;
 * with --write the scores go into the model's card.
 *
 *   node scripts/score-model.mjs [--model <name or folder>] [--folds <runs>] [--data <folder>] [--only <part>] [--write]
 *
 * --data holds cpsc2019/, ludb/, mitdb/ and splits.json (else SINODE_TEST_DATA, else ../shared/data); --folds the networks of
 * `python -m sinode_training folds`, one folder each, whose cards list the records that were held out: without it what is
 * measured by folds is left out. --only measures one part: folds, held-out, noise, invented, rates. Nothing is scored on a
 * record that the network has seen in training: that is an error.
 *
 * **CPSC2019 beat by beat** is one to one as in EC57, over what the challenge scores: without the first and last half second,
 * where beats were left unmarked.
 *
 * **Noise at 0 and −6 dB**: lead 0 of the MITDB test records, noisy from the first sample to the last, with the record's
 * own reference beats; electrode motion, muscle and wander of `addNoise` each alone, and the three mixed with equal shares
 * of power. F1 within 150 ms; the goal is for the mean of the four. The ratio is that of `nst`, whose source (WFDB, nst.c
 * and sigamp.c) was read: (QRS peak to peak within ±50 ms)² / 8 over the square of the noise's RMS about the mean in pieces
 * of 1 s, each a mean without the largest and smallest 5 %. It differs in three ways, all small: `nst` measures the first
 * 300 QRS and the first 300 s and here it is all of them; it leaves ventricular and fusion beats out and here every
 * reference beat counts; and its RMS is of whole converter units. Two things make the figures not comparable with those of
 * the MIT-BIH Noise Stress Test Database: the noise is synthetic, and there only every other two minutes, after five clean
 * ones, are noisy, so that about half of its beats are counted without noise.
 *
 * **Pauses** are put between T and P wave of the MITDB test records (`insertPauses`): 12 of 3 to 8 s and an asystole of 30 s
 * in each that has intervals long enough. A beat inside is invented. **Noise alone** is 1 mV RMS; beats in stretches that are
 * marked unreadable are not reported, so the goal is for those reported in all of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseModelCard } from '@sinode/core';
import { DEFAULT_MODEL, modelFolder } from '@sinode/core/node';
import { inventedEntries } from './scoring/invented.mjs';
import { foldEntries, heldOutEntries } from './scoring/known-records.mjs';
import { noiseEntries } from './scoring/noise.mjs';
import { rateEntries } from './scoring/rates.mjs';
import { loadModel } from './scoring/records.mjs';
import { markdownTable } from './scoring/table.mjs';
import { ROOT } from './setup.mjs';

const { values: args } = parseArgs({
  options: {
    model: { type: 'string', default: DEFAULT_MODEL },
    folds: { type: 'string' },
    data: { type: 'string', default: process.env.SINODE_TEST_DATA ?? join(ROOT, '../shared/data') },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
if (args.write && args.only !== undefined) throw new Error('--write takes all parts; leave --only out.');

const { mitdb } = JSON.parse(readFileSync(join(args.data, 'splits.json'), 'utf8'));
const model = await loadModel(args.model);
const options = {
  dataFolder: args.data,
  mitdbTest: mitdb.test.map(String),
  runsFolder: args.folds,
  command: `node scripts/score-model.mjs --model ${model.card.name}${args.folds === undefined ? '' : ' --folds training/runs'}`,
};
const parts = {
  folds: () => (args.folds === undefined ? [] : foldEntries(options)),
  'held-out': () => heldOutEntries(model, options),
  noise: () => noiseEntries(model, options),
  invented: () => inventedEntries(model, options),
  rates: () => rateEntries(model, options),
};

const scores = [];
for (const [part, measure] of Object.entries(parts)) {
  if (args.only !== undefined && args.only !== part) continue;
  const started = performance.now();
  scores.push(...(await measure()));
  console.error(`${part}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
console.log(markdownTable(scores));

if (args.write) {
  const file = join(modelFolder(args.model), 'model.json');
  const card = `${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), scores }, null, 2)}\n`;
  parseModelCard(card, args.model);
  writeFileSync(file, card);
}
