/** What the data sets say: the model on the records that it has not seen, and its recipe by folds. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { summarizeEvaluation } from '@sinode/core';
import { beatEntry, COUNTS, entryOf, timingEntry } from './entry.mjs';
import { cpsc2019Scores, loadModel, ludbScores, mitdbScores } from './records.mjs';

const GOALS = {
  qrsAccuracy: { atLeast: 0.96 },
  heartRateAccuracy: { atLeast: 0.985 },
  cpsc2019Within75: { atLeast: 0.993 },
  mitdbLead0: { atLeast: 0.9995 },
  mitdbLead0Within75: { atLeast: 0.998 },
  mitdbLead1: { atLeast: 0.995 },
  ludb: { atLeast: 0.9995 },
  timing: { median: { atMost: 2 }, p95: { atMost: 12 } },
};

/** The model on the MITDB test records and on the LUDB records that its card lists as held out. */
export async function heldOutEntries(model, { dataFolder, mitdbTest, command }) {
  const mitdb = await mitdbScores(model, dataFolder, mitdbTest);
  const ludbRecords = model.card.training.heldOut.ludb ?? [];
  const ludb = await ludbScores(model, dataFolder, ludbRecords);
  const leadTwo = ludb.filter(({ lead }) => lead === 'ii');
  const common = { how: 'the model itself, on records it has not seen', command };
  const mitdbData = `mitdb, ${mitdbTest.length} test records`;
  const ludbData = `ludb, ${ludbRecords.length} held-out records`;
  const entries = [
    { data: `${mitdbData}, lead 0, within 150 ms`, records: mitdb.lead0, goal: GOALS.mitdbLead0 },
    {
      data: `${mitdbData}, lead 0, within 75 ms`,
      records: mitdb.lead0Within75,
      goal: GOALS.mitdbLead0Within75,
    },
    { data: `${mitdbData}, lead 1, within 150 ms`, records: mitdb.lead1, goal: GOALS.mitdbLead1 },
  ];
  if (ludb.length === 0) return entries.map((each) => beatEntry({ ...common, ...each }));
  return [
    ...[
      ...entries,
      { data: `${ludbData}, all 12 leads`, records: ludb, goal: GOALS.ludb },
      { data: `${ludbData}, lead ii`, records: leadTwo },
    ].map((each) => beatEntry({ ...common, ...each })),
    timingEntry({
      ...common,
      data: `${ludbData}, lead ii, R-peak timing`,
      records: leadTwo,
      goals: GOALS.timing,
    }),
  ];
}

/** The names of the fold networks in a folder of `python -m sinode_training folds`. */
export function foldNames(runsFolder) {
  return readdirSync(runsFolder)
    .filter((name) => /^fold-\d+$/.test(name))
    .sort();
}

/** The recipe: each record by the one of several networks that has not seen it. */
export async function foldEntries({ dataFolder, runsFolder, command }) {
  const names = foldNames(runsFolder);
  if (names.length === 0) throw new Error(`${runsFolder} holds no fold-0, fold-1, …`);
  const cpsc2019 = { challenge: [], within75: [], within150: [] };
  const mitdb = { lead0: [], lead1: [] };
  const ludb = [];
  for (const name of names) {
    const model = await loadModel(join(runsFolder, name));
    const { heldOut } = model.card.training;
    pushInto(cpsc2019, await cpsc2019Scores(model, dataFolder, heldOut.cpsc2019 ?? []));
    pushInto(mitdb, await mitdbScores(model, dataFolder, heldOut.mitdb ?? []));
    ludb.push(...(await ludbScores(model, dataFolder, heldOut.ludb ?? [])));
    await model.dispose();
    console.error(`${name} done`);
  }

  const how = `by ${names.length} folds, each record by a network that had not seen it`;
  const common = { how, command };
  const leadTwo = ludb.filter(({ lead }) => lead === 'ii');
  const cpscData = `cpsc2019, ${cpsc2019.challenge.length} records`;
  const ludbData = `ludb, ${leadTwo.length} records`;
  const mitdbData = `mitdb, ${mitdb.lead0.length} training records`;
  const beats = [
    { data: `${cpscData}, within 75 ms`, records: cpsc2019.within75, goal: GOALS.cpsc2019Within75 },
    { data: `${cpscData}, within 150 ms`, records: cpsc2019.within150 },
    { data: `${ludbData}, all 12 leads`, records: ludb },
    { data: `${ludbData}, lead ii`, records: leadTwo },
    { data: `${mitdbData}, lead 0`, records: mitdb.lead0 },
    { data: `${mitdbData}, lead 1`, records: mitdb.lead1 },
  ].filter(({ records }) => records.length > 0);
  return [
    challengeEntry({ ...common, data: cpscData, records: cpsc2019.challenge }),
    ...beats.map((each) => beatEntry({ ...common, ...each })),
    timingEntry({
      ...common,
      data: `${ludbData}, lead ii, R-peak timing`,
      records: leadTwo,
      goals: GOALS.timing,
    }),
  ];
}

function challengeEntry({ records, ...rest }) {
  const summary = summarizeEvaluation('cpsc2019', records);
  return entryOf({
    ...rest,
    protocol: 'cpsc2019',
    records,
    figures: ['qrsAccuracy', 'heartRateAccuracy'].map((name) => ({
      name,
      of: (some) => summarizeEvaluation('cpsc2019', some)[name],
      goal: GOALS[name],
    })),
    counts: Object.fromEntries(COUNTS.map((name) => [name, summary[name]])),
  });
}

function pushInto(lists, more) {
  for (const name of Object.keys(lists)) lists[name].push(...more[name]);
}
