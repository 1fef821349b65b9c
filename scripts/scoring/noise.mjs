/** Real records with synthetic noise: the definition stands in ../score-model.mjs. */
import { join } from 'node:path';
import { addNoise, createRandom, singleLeadReader, summarizeEvaluation } from '@sinode/core';
import { entryOf } from './entry.mjs';
import { eachRecord, scoreRecord } from './records.mjs';

/** F1 that is to be reached, by signal-to-noise ratio in dB. */
const GOALS = new Map([
  [0, { atLeast: 0.94 }],
  [-6, { atLeast: 0.86 }],
]);

const MIXES = {
  'electrode-motion': { 'electrode-motion': 1 },
  muscle: { muscle: 1 },
  wander: { wander: 1 },
  mixed: { 'electrode-motion': 1, muscle: 1, wander: 1 },
};

const SEED = 360;

/** One entry for each ratio: F1 of each kind, and their mean, which has the goal. */
export async function noiseEntries(model, { dataFolder, mitdbTest, command }) {
  const bySnr = new Map([...GOALS.keys()].map((snrDb) => [snrDb, []]));
  await eachRecord(join(dataFolder, 'mitdb'), mitdbTest, 'atr', async ({ record, reader, reference }) => {
    const { samplingRate, sampleCount } = reader;
    const clean = await reader.read(0, 0, sampleCount);
    for (const [snrDb, rows] of bySnr) {
      for (const [part, mix] of Object.entries(MIXES)) {
        // The same noise for both ratios: they differ in its strength alone.
        const random = createRandom(SEED).fork(`${record} ${part}`);
        const noisy = addNoise(clean, { samplingRate, peaks: reference.beats, mix, snrDb, random });
        const made = {
          record,
          reader: singleLeadReader(noisy, samplingRate, reader.leads[0].name),
          reference,
        };
        const [score] = await scoreRecord(model, made, { protocol: 'ec57' });
        rows.push({ ...score, part });
      }
    }
    console.error(`${record} with noise done`);
  });

  return [...bySnr].map(([snrDb, records]) =>
    entryOf({
      data: `mitdb, ${mitdbTest.length} test records, lead 0, with synthetic noise at ${snrDb} dB throughout`,
      how: 'the model itself, on records it has not seen; f1 is the mean of the parts',
      command,
      records,
      figures: [
        { name: 'f1', of: meanF1, goal: GOALS.get(snrDb) },
        ...Object.keys(MIXES).map((part) => ({ name: `f1:${part}`, of: (some) => partF1(some, part) })),
      ],
    }),
  );
}

function partF1(records, part) {
  return summarizeEvaluation(
    'ec57',
    records.filter((each) => each.part === part),
  ).f1;
}

function meanF1(records) {
  const parts = Object.keys(MIXES);
  return parts.reduce((sum, part) => sum + (partF1(records, part) ?? 0), 0) / parts.length;
}
