/** Beats where there are none: flat lines, pauses, noise. */
import { join } from 'node:path';
import { createRandom, insertPauses, noise, singleLeadReader } from '@sinode/core';
import { BESIDE_TRAINING, entryOf } from './entry.mjs';
import { eachRecord } from './records.mjs';

const NOISE_KINDS = ['wander', 'muscle', 'electrode-motion', 'spikes', 'mains-50', 'mains-60'];
const SAMPLING_RATE = 360;
const MINUTES = 10;
const SEEDS = [1, 2, 3, 4, 5];

/** Seconds; each record has the short ones spread over it, and one asystole in its middle. */
const PAUSES = [3, 4, 5, 6, 7, 8, 3, 4, 5, 6, 7, 8];
const ASYSTOLE = 30;

/** mV, the resolution of common converters. */
const STEPS_MV = [0.001, 0.005];

export async function inventedEntries(model, options) {
  return [
    await flatEntry(model, options),
    await pauseEntry(model, options),
    await noiseEntry(model, options),
  ];
}

/** A line that moves by a converter's least steps only; one that does not move at all is refused as no signal. */
async function flatEntry({ analyze }, { command }) {
  const records = [];
  for (const seed of SEEDS) {
    for (const step of STEPS_MV) {
      const random = createRandom(seed);
      const length = SAMPLING_RATE * 60 * MINUTES;
      const samples = Float32Array.from({ length }, () => Math.round(random.gaussian()) * step);
      const { beats } = await analyze(singleLeadReader(samples, SAMPLING_RATE));
      records.push({ record: `${seed} ${step}`, invented: beats.length });
    }
  }
  return entryOf({
    data: `${records.length} flat lines of ${MINUTES} min`,
    how: BESIDE_TRAINING,
    command,
    records,
    figures: [{ name: 'inventedBeats', of: sumOf('invented'), goal: { atMost: 0 } }],
  });
}

async function pauseEntry({ analyze }, { dataFolder, mitdbTest, command }) {
  const seconds = PAUSES.toSpliced(PAUSES.length / 2, 0, ASYSTOLE);
  const records = await eachRecord(join(dataFolder, 'mitdb'), mitdbTest, 'atr', async (opened) => {
    const { record, reader, reference } = opened;
    const { samplingRate, sampleCount } = reader;
    const made = insertPauses(await reader.read(0, 0, sampleCount), {
      samplingRate,
      beats: reference.beats,
      pausesSeconds: seconds,
      random: createRandom(1).fork(record),
    });
    const { beats } = await analyze(singleLeadReader(made.samples, samplingRate, reader.leads[0].name));
    const score = { record, count: made.pauses.length, pauses: 0, asystole: 0 };
    for (const { start, end } of made.pauses) {
      const inside = beats.filter((beat) => beat >= start && beat < end).length;
      score[end - start >= ASYSTOLE * samplingRate ? 'asystole' : 'pauses'] += inside;
      if (inside > 0)
        console.error(`${record}: ${inside} in the pause at ${(start / samplingRate).toFixed(1)} s`);
    }
    return score;
  });
  const paused = records.filter(({ count }) => count > 0);
  return entryOf({
    data: `mitdb, ${paused.length} test records, lead 0, with ${sumOf('count')(paused)} pauses put in`,
    how: 'the model itself, on records it has not seen',
    command,
    records: paused,
    figures: ['pauses', 'asystole'].map((name) => ({
      name: `inventedBeats:${name}`,
      of: sumOf(name),
      goal: { atMost: 0 },
    })),
  });
}

async function noiseEntry({ analyze }, { command }) {
  const records = [];
  for (const kind of NOISE_KINDS) {
    for (const seed of SEEDS) {
      const samples = noise(kind, SAMPLING_RATE * 60 * MINUTES, SAMPLING_RATE, createRandom(seed).fork(kind));
      const { beats, quality } = await analyze(singleLeadReader(samples, SAMPLING_RATE));
      const unreadable = quality.stretches
        .filter(({ verdict }) => verdict === 'unreadable')
        .reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
      records.push({ record: `${kind} ${seed}`, kind, beats: beats.length, unreadable });
    }
  }
  const meanOf = (kind, field) => (some) => {
    const own = some.filter((each) => each.kind === kind);
    return own.length === 0 ? null : sumOf(field)(own) / own.length;
  };
  return entryOf({
    data: `noise of 1 mV without any ECG, ${SEEDS.length} times ${MINUTES} min of each kind`,
    how: BESIDE_TRAINING,
    command,
    records,
    figures: NOISE_KINDS.flatMap((kind) => [
      {
        name: `beatsPerMinute:${kind}`,
        of: scaled(meanOf(kind, 'beats'), 1 / MINUTES),
        goal: { atMost: 1 },
      },
      { name: `unreadableShare:${kind}`, of: scaled(meanOf(kind, 'unreadable'), 1 / (60 * MINUTES)) },
    ]),
  });
}

function scaled(statistic, factor) {
  return (some) => {
    const value = statistic(some);
    return value === null ? null : value * factor;
  };
}

function sumOf(field) {
  return (some) => some.reduce((sum, each) => sum + each[field], 0);
}
