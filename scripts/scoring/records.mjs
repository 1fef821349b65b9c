/** Records of the data sets, analysed and scored by one model. */
import { join } from 'node:path';
import { CHALLENGE_SCORING, compareBeats, createAnalyzer, evaluateRecord } from '@sinode/core';
import { listDataSet, openFile, readModel, readReference } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';

export const LUDB_LEADS = ['i', 'ii', 'iii', 'avr', 'avl', 'avf', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6'];

/** @param nameOrFolder - a shipped model's name, or the path of a model folder */
export async function loadModel(nameOrFolder) {
  const { card, bytes } = await readModel(nameOrFolder);
  const network = await createNodeNetwork(bytes, card);
  return { card, analyze: createAnalyzer({ network, card }), dispose: () => network.dispose() };
}

/**
 * Opens each wanted record of a data set with its reference.
 *
 * @param use - called with `{ record, reader, reference }`; what it returns is collected
 */
export async function eachRecord(folder, wanted, annotator, use) {
  const results = [];
  for (const entry of await listDataSet(folder, annotator)) {
    if (!wanted.includes(entry.record)) continue;
    const reference = await readReference(entry);
    const { reader, close } = await openFile(entry.file);
    results.push(await use({ record: entry.record, reader, reference }));
    await close();
  }
  return results;
}

/** Scores of one open record under several options; it is analysed once. */
export async function scoreRecord({ card, analyze }, { record, reader, reference }, ...variants) {
  const analyses = new Map();
  const once = (given, options = {}) => {
    const lead = options.lead ?? '';
    if (!analyses.has(lead)) analyses.set(lead, analyze(given, options));
    return analyses.get(lead);
  };
  const scores = [];
  for (const options of variants) {
    const input = { record, open: async () => reader, reference, analyze: once, card };
    scores.push((await evaluateRecord(input, options)).score);
  }
  return scores;
}

/**
 * CPSC2019 by the challenge's scorer and, one to one as in EC57, within 75 and 150 ms. Both leave out the first and last half
 * second, where its annotators left beats unmarked.
 */
export async function cpsc2019Scores(model, dataFolder, wanted) {
  const rows = await eachRecord(join(dataFolder, 'cpsc2019'), wanted, 'atr', async (opened) => {
    const [challenge] = await scoreRecord(model, opened, { protocol: 'cpsc2019' });
    const { beats, samplingRate } = await model.analyze(opened.reader);
    const { scored } = CHALLENGE_SCORING;
    const within = (seconds) => {
      const toleranceSamples = seconds * samplingRate;
      return { ...challenge, ...compareBeats(opened.reference.beats, beats, { toleranceSamples, scored }) };
    };
    return [challenge, within(0.075), within(0.15)];
  });
  const [challenge, within75, within150] = columns(rows, 3);
  return { challenge, within75, within150 };
}

/** Both leads of MITDB records by their number, since their names differ, within 150 and 75 ms. */
export async function mitdbScores(model, dataFolder, wanted) {
  const rows = await eachRecord(join(dataFolder, 'mitdb'), wanted, 'atr', (opened) => {
    const [first, second] = opened.reader.leads;
    return scoreRecord(
      model,
      opened,
      { protocol: 'ec57', lead: first.name },
      { protocol: 'ec57', lead: first.name, toleranceMs: 75 },
      { protocol: 'ec57', lead: second.name },
    );
  });
  const [lead0, lead0Within75, lead1] = columns(rows, 3);
  return { lead0, lead0Within75, lead1 };
}

/** Every lead of LUDB records against its own annotations, where its annotators marked beats. */
export async function ludbScores(model, dataFolder, wanted) {
  const results = [];
  for (const lead of LUDB_LEADS) {
    const options = { protocol: 'ec57', lead, span: 'annotated' };
    const rows = await eachRecord(join(dataFolder, 'ludb'), wanted, lead, (opened) =>
      scoreRecord(model, opened, options),
    );
    results.push(...rows.flat());
  }
  return results;
}

function columns(rows, count) {
  return Array.from({ length: count }, (_, i) => rows.map((row) => row[i]));
}
