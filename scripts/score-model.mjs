/**
 * Scores the shipped model on the recordings that it has not seen, and its recipe by folds, each record by a network
 * that has not seen it; writes the results into the model's card.
 *
 *   node scripts/score-model.mjs <data> <runs>
 *
 * <data> holds cpsc2019/, ludb/, mitdb/ and splits.json; <runs> the networks of `python -m sinode_training folds`,
 * one folder each, whose cards list the records that were held out.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer, evaluateRecord, summarizeEvaluation } from '@sinode/core';
import { DEFAULT_MODEL, listDataSet, openFile, readModel, readReference } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { ROOT } from './setup.mjs';

const LUDB_LEADS = ['i', 'ii', 'iii', 'avr', 'avl', 'avf', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6'];

const [dataFolder, runsFolder] = process.argv.slice(2);
if (dataFolder === undefined || runsFolder === undefined) {
  console.error('Usage: node scripts/score-model.mjs <data> <runs>');
  process.exit(2);
}
const { mitdb: mitdbSplit } = JSON.parse(readFileSync(join(dataFolder, 'splits.json'), 'utf8'));

async function loadModel(nameOrFolder) {
  const { card, bytes } = await readModel(nameOrFolder);
  const network = await createNodeNetwork(bytes, card);
  return { card, analyze: createAnalyzer({ network, card }) };
}

/** Scores of the records of a data set that are in `wanted`, by one model. */
async function scores({ card, analyze }, dataSet, wanted, annotator, options) {
  const records = await listDataSet(join(dataFolder, dataSet), annotator);
  const results = [];
  for (const entry of records.filter(({ record }) => wanted.includes(record))) {
    const reference = await readReference(entry);
    const { reader, close } = await openFile(entry.file);
    const { score } = await evaluateRecord(
      { record: entry.record, open: async () => reader, reference, analyze, card },
      options,
    );
    await close();
    results.push(score);
  }
  return results;
}

/** Every LUDB lead against its own annotations. */
async function ludbScores(model, wanted, leads) {
  const results = [];
  for (const lead of leads) {
    const options = { protocol: 'ec57', lead, span: 'annotated' };
    results.push(...(await scores(model, 'ludb', wanted, lead, options)));
  }
  return results;
}

function entry(data, how, protocol, records, command) {
  const { files, seenInTraining, ...summary } = summarizeEvaluation(protocol, records);
  if (seenInTraining > 0)
    throw new Error(`${data}: ${seenInTraining} of ${files} records were seen in training.`);
  const results = Object.fromEntries(
    Object.entries(summary)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, Number(value.toFixed(5))]),
  );
  console.log(`${data}, ${how}:`, results);
  for (const { record, lead, ...score } of records.filter(
    (each) => each.falsePositives + each.falseNegatives > 0,
  )) {
    console.error(
      `  ${record} ${lead}: ${score.falsePositives} extra, ${score.falseNegatives} missed ${score.error ?? ''}`,
    );
  }
  return { data, protocol, how, command, records: files, results };
}

async function byFolds() {
  const folds = readdirSync(runsFolder)
    .filter((name) => /^fold-\d+$/.test(name))
    .sort();
  const cpsc2019 = [];
  const ludb = [];
  const mitdb = { 'lead 0': [], 'lead 1': [] };
  for (const fold of folds) {
    const model = await loadModel(join(runsFolder, fold));
    const { heldOut } = model.card.training;
    cpsc2019.push(...(await scores(model, 'cpsc2019', heldOut.cpsc2019, 'atr', { protocol: 'cpsc2019' })));
    ludb.push(...(await ludbScores(model, heldOut.ludb, LUDB_LEADS)));
    for (const lead of [0, 1]) mitdb[`lead ${lead}`].push(...(await mitdbScores(model, heldOut.mitdb, lead)));
  }
  const command = `node scripts/score-model.mjs ../shared/data training/runs`;
  const how = `by ${folds.length} folds, each record by a network that had not seen it`;
  return [
    entry('cpsc2019, 60 records', how, 'cpsc2019', cpsc2019, command),
    entry('ludb, 150 records, all 12 leads, annotated span', how, 'ec57', ludb, command),
    entry(
      'ludb, 150 records, lead ii, annotated span',
      how,
      'ec57',
      ludb.filter(({ lead }) => lead === 'ii'),
      command,
    ),
    ...Object.entries(mitdb).map(([lead, records]) =>
      entry(`mitdb, 24 training records, ${lead}`, how, 'ec57', records, command),
    ),
  ];
}

/** A lead of MITDB by its number, since its name differs between records. */
async function mitdbScores(model, wanted, leadIndex, toleranceMs = 150) {
  const results = [];
  for (const record of wanted) {
    const { reader, close } = await openFile(join(dataFolder, 'mitdb', record));
    const lead = reader.leads[leadIndex].name;
    await close();
    results.push(...(await scores(model, 'mitdb', [record], 'atr', { protocol: 'ec57', lead, toleranceMs })));
  }
  return results;
}

async function shipped() {
  const model = await loadModel();
  const heldOut = model.card.training.heldOut.ludb;
  const how = 'the shipped model, on records it has not seen';
  const command = `node scripts/score-model.mjs ../shared/data training/runs`;
  const mitdb = (lead, tolerance) => mitdbScores(model, mitdbSplit.test, lead, tolerance);
  return [
    entry('mitdb, 11 test records, lead 0, within 150 ms', how, 'ec57', await mitdb(0), command),
    entry('mitdb, 11 test records, lead 0, within 75 ms', how, 'ec57', await mitdb(0, 75), command),
    entry('mitdb, 11 test records, lead 1, within 150 ms', how, 'ec57', await mitdb(1), command),
    entry(
      'ludb, 30 held-out records, lead ii',
      how,
      'ec57',
      await ludbScores(model, heldOut, ['ii']),
      command,
    ),
    entry(
      'ludb, 30 held-out records, all 12 leads',
      how,
      'ec57',
      await ludbScores(model, heldOut, LUDB_LEADS),
      command,
    ),
  ];
}

const results = [...(await shipped()), ...(await byFolds())];
const cardFile = join(ROOT, 'models', DEFAULT_MODEL, 'model.json');
const card = JSON.parse(readFileSync(cardFile, 'utf8'));
writeFileSync(cardFile, `${JSON.stringify({ ...card, scores: results }, null, 2)}\n`);
