/** A measured result in words: its name, its number with as many digits as mean something, how sure it is, its goal. */
import { texts } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import { formatMs, formatNumber, formatScore, formatShare } from '../ui/format-score.ts';
import type { Model } from './use-models.ts';

const { scores: words } = texts.models;

type Score = Pick<Model['scores'][number], 'results' | 'intervals' | 'goal'>;

interface DescribedResult {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** `null` where none was measured. */
  readonly interval: string | null;
  readonly goal: { readonly text: string; readonly isMet: boolean } | null;
}

export function describeResults({ results, intervals, goal }: Score): DescribedResult[] {
  return Object.entries(results).map(([key, value]) => {
    const format = formatOf(key);
    const [low, high] = intervals?.[key] ?? [];
    return {
      key,
      name: nameOf(key),
      value: format(value),
      interval: low === undefined || high === undefined ? null : words.interval(format(low), format(high)),
      goal: describeGoal(value, goal?.[key], format),
    };
  });
}

/** `f1:muscle` is the F1 of a part of the data; a name that is not known yet is shown as it is. */
function nameOf(key: string): string {
  const [base = key, part] = key.split(':');
  const name = words.results[base] ?? base;
  return part === undefined ? name : words.part(name, words.parts[part] ?? part);
}

const SHARES = new Set(['sensitivity', 'ppv', 'f1', 'unreadableShare', 'rightShare']);
const MILLISECONDS = new Set(['medianErrorMs', 'p95ErrorMs']);

/** Shares in percent, points with three decimals, times with their unit; of the rest, whole numbers are counts. */
function formatOf(key: string): (value: number) => string {
  const [base = key] = key.split(':');
  if (SHARES.has(base)) return formatShare;
  if (MILLISECONDS.has(base)) return formatMs;
  if (base.endsWith('Accuracy')) return formatScore;
  return (value) => (Number.isInteger(value) ? formatCount(value) : formatNumber(value, 2));
}

function describeGoal(
  value: number,
  goal: NonNullable<Score['goal']>[string] | undefined,
  format: (value: number) => string,
): DescribedResult['goal'] {
  if (goal === undefined) return null;
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = goal;
  const limits = [
    ...(goal.atLeast === undefined ? [] : [words.atLeast(format(goal.atLeast))]),
    ...(goal.atMost === undefined ? [] : [words.atMost(format(goal.atMost))]),
  ];
  const isMet = value >= atLeast && value <= atMost;
  return { text: words.goal(limits.join(', '), isMet), isMet };
}
