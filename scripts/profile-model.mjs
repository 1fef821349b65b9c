/**
 * Writes into a model's card what the leads are like that it was trained on, in bins of a few features: a server compares
 * with it what it is asked about, and says when that has moved (docs/administration/models.md).
 *
 *   node scripts/profile-model.mjs [--model <name or folder>] [--data <folder>] [--write]
 *
 * --data holds the data sets as WFDB records and MATLAB files, in any folders (else SINODE_TEST_DATA, else ../shared/data).
 * Each lead whose fingerprint is on the card is analysed once by the model itself; nothing but counts and means is kept.
 */

import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createAnalyzer,
  createFingerprint,
  EcgError,
  INPUT_FEATURE_NAMES,
  INPUT_FEATURES,
  inputFeatures,
  parseModelCard,
  singleLeadReader,
} from '@sinode/core';
import { DEFAULT_MODEL, modelFolder, openFile, readModel } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { ROOT } from './setup.mjs';

const { values: args } = parseArgs({
  options: {
    model: { type: 'string', default: DEFAULT_MODEL },
    data: { type: 'string', default: process.env.SINODE_TEST_DATA ?? join(ROOT, '../shared/data') },
    write: { type: 'boolean', default: false },
  },
});

const { card, bytes } = await readModel(args.model);
const network = await createNodeNetwork(bytes, card);
const analyze = createAnalyzer({ network, card });
const trainedOn = new Set(card.training.fingerprints);
const seen = new Set();
const found = Object.fromEntries(
  INPUT_FEATURE_NAMES.map((name) => [
    name,
    { counts: Array.from({ length: INPUT_FEATURES[name].edges.length + 1 }, () => 0), sum: 0 },
  ]),
);

for await (const file of recordings(args.data)) {
  const { reader, close } = await openFile(file);
  for (const index of reader.leads.keys()) {
    const samples = await reader.read(index, 0, reader.sampleCount);
    const fingerprint = createFingerprint();
    fingerprint.add(samples);
    const mark = fingerprint.finish();
    if (!trainedOn.has(mark) || seen.has(mark)) continue;
    seen.add(mark);
    const analysis = await analyze(singleLeadReader(samples, reader.samplingRate)).catch(ignoreUnsuitable);
    if (analysis === null) continue;
    for (const { feature, bin, value } of inputFeatures(analysis)) {
      found[feature].counts[bin]++;
      found[feature].sum += value;
    }
  }
  await close();
}
await network.dispose();
console.error(`${seen.size} of the ${trainedOn.size} leads on the card were found.`);
if (seen.size < trainedOn.size) throw new Error(`The training data are not all in ${args.data}.`);

const profile = {
  how: `each lead that the model was trained on, analysed once by the model: node scripts/profile-model.mjs --model ${card.name}`,
  leads: seen.size,
  features: Object.fromEntries(
    INPUT_FEATURE_NAMES.map((name) => {
      const { counts, sum } = found[name];
      const total = counts.reduce((all, count) => all + count, 0);
      const mean = total === 0 ? null : Number((sum / total).toPrecision(4));
      return [name, { edges: INPUT_FEATURES[name].edges, counts, mean }];
    }),
  ),
};
console.log(JSON.stringify(profile, null, 2));

if (args.write) {
  const file = join(modelFolder(args.model), 'model.json');
  const text = `${JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), profile }, null, 2)}\n`;
  parseModelCard(text, args.model);
  await writeFile(file, text);
}

/** Every WFDB record and MATLAB file below a folder. */
async function* recordings(folder) {
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* recordings(path);
    // The references of the challenge are MATLAB files too.
    else if (/\.hea$/.test(entry.name) || (/\.mat$/.test(entry.name) && !/^R_/.test(entry.name))) yield path;
  }
}

/** A lead that is flat or empty has no features. */
function ignoreUnsuitable(error) {
  if (error instanceof EcgError) return null;
  throw error;
}
