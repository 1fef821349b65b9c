/** Scores as a Markdown table: each figure with its interval, beside its goal and whether it is met. */

import { COUNTS } from './entry.mjs';

/** @param scores - entries of a card */
export function markdownTable(scores) {
  const rows = scores.flatMap(({ data, how, results, intervals = {}, goal = {} }) =>
    Object.entries(results)
      // Those are for the card.
      .filter(([name]) => !COUNTS.includes(name))
      .map(([name, value], i) => {
        const [low, high] = intervals[name] ?? [];
        const interval = low === undefined ? '' : `${formatted(name, low)} to ${formatted(name, high)}`;
        return [
          i === 0 ? `${data} (${how})` : '',
          name,
          formatted(name, value),
          interval,
          ...goalCells(name, value, goal[name]),
        ];
      }),
  );
  const heading = ['data', 'figure', 'value', '95 % interval', 'goal', 'met'];
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function goalCells(name, value, goal) {
  if (goal === undefined) return ['', ''];
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = goal;
  const limits = [
    ...(goal.atLeast === undefined ? [] : [`≥ ${formatted(name, atLeast)}`]),
    ...(goal.atMost === undefined ? [] : [`≤ ${formatted(name, atMost)}`]),
  ];
  return [limits.join(', '), value >= atLeast && value <= atMost ? 'yes' : '**no**'];
}

const PERCENT = /^(f1|sensitivity|ppv|unreadableShare|rightShare)(:|$)/;

function formatted(name, value) {
  if (PERCENT.test(name)) return `${(100 * value).toFixed(2)} %`;
  if (name.endsWith('ErrorMs')) return `${value} ms`;
  return String(Number(value.toFixed(3)));
}
