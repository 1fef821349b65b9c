/** An entry of a card's `scores`: figures over records, their bootstrap intervals, and what they were meant to reach. */
import { bootstrapInterval, createRandom, summarizeEvaluation } from '@sinode/core';

export const BESIDE_TRAINING = 'the model itself; made recordings, which no training has seen';

/** Any number, but always the same: the same scores give the same intervals. */
const SEED = 2019;

export const COUNTS = ['truePositives', 'falsePositives', 'falseNegatives'];

/**
 * @param records - what the figures are computed from; those with the same `record` are drawn together, since the leads
 *   of one heart resemble each other
 * @param figures - `{ name, of, goal }`: `of` gives the figure for some of the records, or `null`; `goal` is
 *   `{ atLeast }` or `{ atMost }`; the least or greatest of all, `isExtreme`, has no interval
 * @param counts - numbers without an interval, by name
 */
export function entryOf({ data, protocol = 'ec57', how, command, records, figures, counts = {} }) {
  const seen = records.filter(({ seenInTraining }) => seenInTraining);
  if (seen.length > 0)
    throw new Error(`${data}: ${seen.length} of ${records.length} leads were seen in training.`);

  const drawn = Object.values(groupByRecord(records));
  const results = {};
  const intervals = {};
  const goal = {};
  for (const { name, of, goal: wanted, isExtreme = false } of figures) {
    const value = of(records);
    if (value === null) continue;
    results[name] = rounded(value);
    const options = { random: createRandom(SEED) };
    const interval = isExtreme ? null : bootstrapInterval(drawn, (groups) => of(groups.flat()), options);
    if (interval !== null) intervals[name] = [rounded(interval.low), rounded(interval.high)];
    if (wanted !== undefined) goal[name] = wanted;
  }
  return {
    data,
    protocol,
    how,
    command,
    records: drawn.length,
    results: { ...results, ...counts },
    intervals,
    ...(Object.keys(goal).length > 0 && { goal }),
  };
}

/** An entry of records that were scored beat by beat: F1 and what it is made of. */
export function beatEntry({ records, goal, ...rest }) {
  const summary = summarizeEvaluation('ec57', records);
  const of = (name) => (some) => summarizeEvaluation('ec57', some)[name];
  return entryOf({
    ...rest,
    records,
    figures: [
      { name: 'f1', of: of('f1'), goal },
      { name: 'sensitivity', of: of('sensitivity') },
      { name: 'ppv', of: of('ppv') },
    ],
    counts: Object.fromEntries(COUNTS.map((name) => [name, summary[name]])),
  });
}

/** An entry of how far the beats that were found are from their reference. */
export function timingEntry({ records, goals = {}, ...rest }) {
  return entryOf({
    ...rest,
    records,
    figures: [
      { name: 'medianErrorMs', of: (some) => errorQuantileMs(some, 0.5), goal: goals.median },
      { name: 'p95ErrorMs', of: (some) => errorQuantileMs(some, 0.95), goal: goals.p95 },
    ],
  });
}

/** The distance that so large a share of the beats found does not exceed, either way. */
function errorQuantileMs(records, share) {
  const counts = new Map();
  let total = 0;
  for (const { offsetsMs } of records) {
    for (const [offset, count] of offsetsMs) {
      counts.set(Math.abs(offset), (counts.get(Math.abs(offset)) ?? 0) + count);
      total += count;
    }
  }
  let below = 0;
  for (const [distance, count] of [...counts].sort(([a], [b]) => a - b)) {
    below += count;
    if (below >= share * total) return distance;
  }
  return null;
}

function groupByRecord(records) {
  const groups = {};
  for (const each of records) {
    groups[each.record] ??= [];
    groups[each.record].push(each);
  }
  return groups;
}

function rounded(value) {
  return Number(value.toFixed(5));
}
