/**
 * What is measured, and the one way in which every detector's beats are scored: that of `sinode evaluate`.
 */
import { bootstrapInterval, createRandom, evaluateRecord, summarizeEvaluation } from '@sinode/core';
import { openFile, readReference } from '@sinode/core/node';
import { NOISE_DB, NOISE_KINDS, noiseSet } from './recordings.mjs';

const NO_SAMPLES = new Float32Array(0);

/** The same draws for every detector. */
const BOOTSTRAP_SEED = 1;

/**
 * @typedef {object} Measure
 * @property {string} id
 * @property {string} name - heading of its column
 * @property {readonly string[]} sets - of the leads that are summed
 * @property {import('@sinode/core').EvaluationOptions} options
 * @property {'f1' | 'qrsAccuracy' | 'heartRateAccuracy'} field - of the summary
 */

const ec57 = { protocol: 'ec57' };
const cpsc2019 = { protocol: 'cpsc2019' };

/** @type {Measure[]} */
export const MEASURES = [
  {
    id: 'cpsc2019-qrs',
    name: 'CPSC2019 QRS accuracy',
    sets: ['cpsc2019'],
    options: cpsc2019,
    field: 'qrsAccuracy',
  },
  {
    id: 'cpsc2019-hr',
    name: 'CPSC2019 HR accuracy',
    sets: ['cpsc2019'],
    options: cpsc2019,
    field: 'heartRateAccuracy',
  },
  { id: 'ludb', name: 'LUDB F1', sets: ['ludb'], options: { ...ec57, span: 'annotated' }, field: 'f1' },
  { id: 'mitdb-lead0', name: 'MITDB F1, lead 0', sets: ['mitdb-lead0'], options: ec57, field: 'f1' },
  {
    id: 'mitdb-lead0-75ms',
    name: 'MITDB F1, lead 0, within 75 ms',
    sets: ['mitdb-lead0'],
    options: { ...ec57, toleranceMs: 75 },
    field: 'f1',
  },
  { id: 'mitdb-lead1', name: 'MITDB F1, lead 1', sets: ['mitdb-lead1'], options: ec57, field: 'f1' },
  {
    id: 'mitdb',
    name: 'MITDB F1, both leads',
    sets: ['mitdb-lead0', 'mitdb-lead1'],
    options: ec57,
    field: 'f1',
  },
  ...NOISE_DB.map((snrDb) => ({
    id: `noise${snrDb}dB`,
    name: `MITDB F1, noise at ${decibels(snrDb)}`,
    sets: NOISE_KINDS.map((kind) => noiseSet(kind, snrDb)),
    options: ec57,
    field: 'f1',
  })),
  ...NOISE_KINDS.flatMap((kind) =>
    NOISE_DB.map((snrDb) => ({
      id: noiseSet(kind, snrDb),
      name: `${kind}, ${decibels(snrDb)}`,
      sets: [noiseSet(kind, snrDb)],
      options: ec57,
      field: 'f1',
    })),
  ),
];

function decibels(value) {
  return `${String(value).replace('-', '−')} dB`;
}

const keyOf = ({ set, record, lead }) => `${set} ${record} ${lead}`;

/**
 * @param {import('./recordings.mjs').Lead[]} leads - those that are compared
 * @param {{ label: string, version: string, note: string | null, leads: object[] }} detector - what it found
 * @returns its score by each measure, `null` where it has not been run on all the leads
 */
export async function scoreDetector(leads, detector) {
  const foundIn = new Map(detector.leads.map((found) => [keyOf(found), found]));
  const scores = {};
  for (const measure of MEASURES) {
    const measured = leads.filter(({ set }) => measure.sets.includes(set));
    scores[measure.id] = measured.every((lead) => foundIn.has(keyOf(lead)))
      ? await scoreMeasure(measure, measured, foundIn)
      : null;
  }
  return {
    label: detector.label,
    version: detector.version,
    note: detector.note,
    scores,
    speed: speeds(leads, foundIn),
    errors: detector.leads.flatMap(({ error, ...found }) =>
      error === null ? [] : [{ where: keyOf(found), error }],
    ),
  };
}

async function scoreMeasure({ options, field }, leads, foundIn) {
  const scores = [];
  for (const lead of leads) scores.push(await scoreLead(lead, foundIn.get(keyOf(lead)), options));
  const summary = summarizeEvaluation(options.protocol, scores);
  // The leads of a record, and the same lead with different noise, are one heart.
  const records = groupByRecord(scores);
  const statistic = (drawn) => summarizeEvaluation(options.protocol, drawn.flat())[field];
  return {
    value: summary[field],
    interval: bootstrapInterval(records, statistic, { random: createRandom(BOOTSTRAP_SEED) }),
    records: records.length,
    leads: leads.length,
    sensitivity: summary.sensitivity,
    ppv: summary.ppv,
    truePositives: summary.truePositives,
    falsePositives: summary.falsePositives,
    falseNegatives: summary.falseNegatives,
  };
}

function groupByRecord(scores) {
  const groups = new Map();
  for (const score of scores) groups.set(score.record, [...(groups.get(score.record) ?? []), score]);
  return [...groups.values()];
}

/** Through the evaluation that scores Sinode everywhere else, with beats that are known instead of a network. */
async function scoreLead(lead, { beats, samplingRate }, options) {
  const { reader, close } = await openFile(lead.file);
  try {
    if (samplingRate !== reader.samplingRate) {
      throw new Error(`${keyOf(lead)} has ${reader.samplingRate} Hz; its beats are at ${samplingRate} Hz.`);
    }
    const known = {
      lead: lead.lead,
      beats: Int32Array.from(beats),
      samplingRate,
      durationSeconds: lead.seconds,
      heartRate: null,
    };
    const input = {
      record: lead.record,
      // Only the length is asked for: the beats are known, and `detect.mjs` has refused what was learned from.
      open: async () => ({ ...reader, read: async () => NO_SAMPLES }),
      reference: await readReference(lead),
      analyze: async () => known,
      card: { training: { fingerprints: [] } },
    };
    return (await evaluateRecord(input, options)).score;
  } finally {
    await close();
  }
}

/** Hours of ECG per CPU second: in recordings of half an hour, and of ten seconds. */
function speeds(leads, foundIn) {
  const over = (isCounted) => {
    const counted = leads.filter((lead) => isCounted(lead) && foundIn.has(keyOf(lead)));
    const seconds = counted.reduce((sum, lead) => sum + lead.seconds, 0);
    const cpuSeconds = counted.reduce((sum, lead) => sum + foundIn.get(keyOf(lead)).cpuSeconds, 0);
    return counted.length === 0 ? null : hoursPerCpuSecond(seconds, cpuSeconds);
  };
  return {
    halfHours: over(({ set }) => set.startsWith('mitdb-')),
    tenSeconds: over(({ set }) => set === 'ludb'),
  };
}

export function hoursPerCpuSecond(ecgSeconds, cpuSeconds) {
  return ecgSeconds / 3600 / cpuSeconds;
}
