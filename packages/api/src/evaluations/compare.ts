/** Two evaluations side by side. */
import type {
  EvaluatedRecord,
  EvaluationComparison,
  EvaluationItem,
  EvaluationTotals,
} from '@sinode/contracts';

export interface ComparedSide {
  readonly item: EvaluationItem & { readonly totals: EvaluationTotals };
  readonly records: readonly EvaluatedRecord[];
}

/** @param a - of the same protocol as `b` */
export function compareEvaluations(a: ComparedSide, b: ComparedSide): EvaluationComparison {
  const { protocol } = a.item.asked;
  const pairs = matched(a.records, b.records);
  const records = pairs
    .map((pair) => ({
      record: pair.a.record,
      lead: pair.a.lead ?? pair.b.lead,
      change: protocol === 'cpsc2019' ? pointsGained(pair) : errorsAvoided(pair),
      ...pair,
    }))
    .sort((x, y) => x.change - y.change);
  return {
    protocol,
    a: sideOf(a),
    b: sideOf(b),
    differences: differencesOf(a.item.totals, b.item.totals),
    inBoth: pairs.length,
    onlyInA: a.records.length - pairs.length,
    onlyInB: b.records.length - pairs.length,
    records,
  };
}

interface Pair {
  readonly a: EvaluatedRecord;
  readonly b: EvaluatedRecord;
}

/**
 * By name and lead. A record that could not be analysed has no lead, and is matched by its name alone; of several with
 * the same name and lead the first goes with the first.
 */
function matched(a: readonly EvaluatedRecord[], b: readonly EvaluatedRecord[]): Pair[] {
  const free = new Map<string, EvaluatedRecord[]>();
  for (const record of b) free.set(record.record, [...(free.get(record.record) ?? []), record]);

  const pairs: Pair[] = [];
  const take = (first: EvaluatedRecord, fits: (second: EvaluatedRecord) => boolean) => {
    const choice = free.get(first.record) ?? [];
    const index = choice.findIndex(fits);
    const [second] = index < 0 ? [] : choice.splice(index, 1);
    if (second !== undefined) pairs.push({ a: first, b: second });
    return second !== undefined;
  };
  const rest = a.filter((first) => !take(first, ({ lead }) => lead === first.lead));
  for (const first of rest) take(first, ({ lead }) => lead === null || first.lead === null);
  return pairs;
}

function pointsGained({ a, b }: Pair): number {
  const points = ({ qrsScore, heartRateScore }: EvaluatedRecord) => (qrsScore ?? 0) + (heartRateScore ?? 0);
  return decimals(points(b) - points(a));
}

function errorsAvoided({ a, b }: Pair): number {
  return a.falsePositives + a.falseNegatives - b.falsePositives - b.falseNegatives;
}

function differencesOf(a: EvaluationTotals, b: EvaluationTotals): EvaluationComparison['differences'] {
  const difference = (x: number | null, y: number | null) =>
    x === null || y === null ? null : decimals(y - x);
  return {
    qrsAccuracy: difference(a.qrsAccuracy, b.qrsAccuracy),
    heartRateAccuracy: difference(a.heartRateAccuracy, b.heartRateAccuracy),
    sensitivity: difference(a.sensitivity, b.sensitivity),
    ppv: difference(a.ppv, b.ppv),
    f1: difference(a.f1, b.f1),
    truePositives: b.truePositives - a.truePositives,
    falsePositives: b.falsePositives - a.falsePositives,
    falseNegatives: b.falseNegatives - a.falseNegatives,
  };
}

/** Without what subtraction adds behind the digits that mean something. */
function decimals(value: number): number {
  return Number(value.toFixed(9));
}

function sideOf({ item: { id, name, model, createdAt, totals } }: ComparedSide): EvaluationComparison['a'] {
  return { id, name, model, createdAt, totals };
}
