/** Slow and fast hearts, made so that their rate is known: is any of them counted double or by half? */
import {
  createRandom,
  referencePeaks,
  singleLeadReader,
  summarizeEvaluation,
  synthesizeRecording,
} from '@sinode/core';
import { BESIDE_TRAINING, entryOf } from './entry.mjs';
import { scoreRecord } from './records.mjs';

const RATES = [20, 25, 30, 40, 60, 90, 120, 150, 180, 210, 240, 270, 300];
const LEADS = ['II', 'V1', 'V5'];
const SEEDS = [1, 2, 3];
const SECONDS = 60;
const SAMPLING_RATE = 250;
/** How far the heart rate found may be from the true one. */
const TOLERANCE = 0.05;
/** Within half an interval of the fastest heart a beat could pass for its neighbour. */
const MATCHING_MS = 75;

export async function rateEntries(model, { command }) {
  const records = [];
  for (const rate of RATES) {
    for (const lead of LEADS) {
      for (const seed of SEEDS) records.push(await rateScore(model, rate, lead, seed));
    }
  }
  return [
    entryOf({
      data: `synthetic hearts of ${RATES[0]} to ${RATES.at(-1)} bpm, leads ${LEADS.join(', ')}, ${SEEDS.length} of each, ${SECONDS} s, within ${MATCHING_MS} ms`,
      how: BESIDE_TRAINING,
      command,
      records,
      figures: [
        { name: 'f1', of: (some) => summarizeEvaluation('ec57', some).f1 },
        {
          name: 'rightShare',
          of: (some) => some.filter(({ ratio }) => Math.abs(ratio - 1) <= TOLERANCE).length / some.length,
          goal: { atLeast: 1 },
        },
        {
          name: 'worstRateRatio',
          of: worstRatio,
          isExtreme: true,
          goal: { atLeast: 1 - TOLERANCE, atMost: 1 + TOLERANCE },
        },
        ...RATES.flatMap((rate) => partFigures(rate)),
      ],
    }),
  ];
}

function partFigures(rate) {
  const orNull = (statistic) => (some) => {
    const own = some.filter((each) => each.rate === rate);
    return own.length === 0 ? null : statistic(own);
  };
  return [
    { name: `f1:${rate} bpm`, of: orNull((some) => summarizeEvaluation('ec57', some).f1) },
    { name: `worstRateRatio:${rate} bpm`, of: orNull(worstRatio), isExtreme: true },
  ];
}

/** The heart rate found over the true one that is furthest from 1; 0 where none was found. */
function worstRatio(records) {
  return records.reduce((worst, { ratio }) => (Math.abs(ratio - 1) > Math.abs(worst - 1) ? ratio : worst), 1);
}

async function rateScore(model, rate, lead, seed) {
  const { recording, annotations } = synthesizeRecording({
    // Another heart for each rate and lead.
    seed: Math.floor(createRandom(seed).fork(`${rate} ${lead}`).next() * 2 ** 31),
    durationSeconds: SECONDS,
    samplingRate: SAMPLING_RATE,
    leads: [lead],
    meanHeartRateBpm: rate,
    sdHeartRateBpm: 0.03 * rate,
  });
  const record = `${rate} bpm ${lead} ${seed}`;
  const [score] = await scoreRecord(
    model,
    {
      record,
      reader: singleLeadReader(recording.leads[0].samples, SAMPLING_RATE, lead),
      reference: { beats: referencePeaks(annotations), excluded: [], samplingRate: SAMPLING_RATE },
    },
    { protocol: 'ec57', toleranceMs: MATCHING_MS },
  );
  const ratio = (score.heartRate ?? 0) / score.referenceHeartRate;
  if (Math.abs(ratio - 1) > TOLERANCE) console.error(`${record}: ${score.heartRate} bpm found`);
  return { ...score, rate, ratio };
}
