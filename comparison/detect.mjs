/**
 * Prepares the comparison and runs Sinode in it: `leads.json`, the recordings with noise, and `beats/sinode.json`.
 *
 *   node comparison/detect.mjs <data> [--model <name or folder>] [--folds <folder>] [--work <folder>]
 *
 * <data> holds cpsc2019/, ludb/, mitdb/ and splits.json. A model that ships has learned CPSC2019; <folds> has the networks of
 * `python -m sinode_training folds`, fold-0/ and so on, and each record is given to the one that has not seen it.
 * Without them Sinode has no score there.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzer, createFingerprint, EcgError, inMemoryReader } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { prepareLeads, readLead } from './recordings.mjs';
import { WORK } from './work.mjs';

const MICROSECONDS = 1e6;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    folds: { type: 'string' },
    work: { type: 'string', default: WORK },
  },
});
const [data] = positionals;
if (data === undefined) {
  console.error('Usage: node comparison/detect.mjs <data> [--model …] [--folds …] [--work …]');
  process.exit(2);
}

const shipped = await loadModel(values.model);
const folds = values.folds === undefined ? [] : await loadFolds(values.folds);
const leads = await prepareLeads({
  data,
  work: values.work,
  ludbRecords: shipped.card.training.heldOut.ludb,
});
await mkdir(join(values.work, 'beats'), { recursive: true });
await writeFile(join(values.work, 'leads.json'), JSON.stringify(leads, null, 1));

const found = [];
for (const [number, lead] of leads.entries()) {
  const model = lead.set === 'cpsc2019' ? foldWithout(lead.record) : shipped;
  if (model === undefined) continue;
  // The first run compiles.
  if (found.length === 0) await detect(model, lead);
  found.push(await detect(model, lead));
  if (number % 100 === 0) console.error(`sinode: ${number} of ${leads.length}`);
}
const { name, version } = shipped.card;
const note =
  folds.length === 0
    ? null
    : `Sinode on CPSC2019: each record by that one of ${folds.length} networks of the same recipe that has not seen it.`;
const result = { label: 'Sinode', version: `${name} ${version}`, note, leads: found };
await writeFile(join(values.work, 'beats', 'sinode.json'), JSON.stringify(result));

async function loadModel(nameOrFolder) {
  const { card, bytes } = await readModel(nameOrFolder);
  return { card, analyze: createAnalyzer({ network: await createNodeNetwork(bytes, card), card }) };
}

async function loadFolds(folder) {
  const names = (await readdir(folder)).filter((name) => /^fold-\d+$/.test(name)).sort();
  if (names.length === 0) throw new Error(`${folder} holds no fold-0, fold-1 and so on.`);
  return Promise.all(names.map((name) => loadModel(join(folder, name))));
}

function foldWithout(record) {
  return folds.find(({ card }) => card.training.heldOut.cpsc2019?.includes(record));
}

/** The beats of a lead that is in memory, and what finding them took, on whatever threads. */
async function detect({ card, analyze }, lead) {
  const samples = await readLead(lead);
  const fingerprint = createFingerprint();
  fingerprint.add(samples);
  if (card.training.fingerprints.includes(fingerprint.finish())) {
    throw new Error(`${card.name} has learned from ${lead.set} ${lead.record}, lead ${lead.lead}.`);
  }

  const reader = inMemoryReader({
    name: lead.record,
    format: 'wfdb',
    leads: [{ name: lead.lead, unit: 'mV', samples }],
    samplingRate: lead.samplingRate,
    sampleCount: samples.length,
    startTime: null,
    warnings: [],
    annotations: [],
  });
  const start = process.cpuUsage();
  const { beats, error } = await analyze(reader).then(
    ({ beats }) => ({ beats: [...beats], error: null }),
    (error) => {
      if (!(error instanceof EcgError)) throw error;
      return { beats: [], error: error.message };
    },
  );
  const { user, system } = process.cpuUsage(start);
  return {
    set: lead.set,
    record: lead.record,
    lead: lead.lead,
    samplingRate: lead.samplingRate,
    beats,
    cpuSeconds: (user + system) / MICROSECONDS,
    error,
  };
}
