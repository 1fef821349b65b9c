/** The comparison as Markdown. */
import { MEASURES } from './score.mjs';

const TABLES = [
  ['cpsc2019-qrs', 'cpsc2019-hr', 'ludb', 'mitdb-lead0', 'mitdb-lead1', 'noise0dB', 'noise-6dB'],
  ['mitdb-lead0-75ms', ...MEASURES.slice(-6).map(({ id }) => id)],
];

/** @param detectors - as `scoreDetector` gives them */
export function markdown(detectors) {
  const [main, more] = TABLES.map((ids) => ids.map((id) => MEASURES.find((measure) => measure.id === id)));
  return [table(detectors, main, true), table(detectors, more, false), ...notes(detectors)].join('\n\n');
}

function table(detectors, measures, withSpeed) {
  const headings = [
    'Detector',
    ...measures.map(({ name }) => name),
    ...(withSpeed ? ['Hours of ECG per CPU second'] : []),
  ];
  const rows = detectors.map((detector) => [
    `${detector.label} (${detector.version})`,
    ...measures.map(({ id }) => cell(detector.scores[id], best(detectors, id))),
    ...(withSpeed ? [speedText(detector.speed.halfHours)] : []),
  ]);
  return [headings, ['---', ...headings.slice(1).map(() => '---:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function best(detectors, id) {
  return Math.max(...detectors.map(({ scores }) => scores[id]?.value ?? 0));
}

function cell(score, bestValue) {
  if (score === null) return '–';
  const value = percent(score.value);
  const { interval } = score;
  return [
    score.value === bestValue ? `**${value}**` : value,
    ...(interval === null ? [] : [`<br><sub>${percent(interval.low)} to ${percent(interval.high)}</sub>`]),
  ].join('');
}

export function percent(share) {
  return (100 * share).toFixed(2);
}

/** Two digits: the machine decides the third. */
export function speedText(hoursPerSecond) {
  return hoursPerSecond === null ? '–' : String(Number(hoursPerSecond.toPrecision(2)));
}

function notes(detectors) {
  return detectors.flatMap(({ label, note, scores, errors }) => {
    const missing = MEASURES.filter(({ id }) => scores[id] === null).map(({ name }) => name);
    return [
      ...(note === null ? [] : [note]),
      ...(missing.length > 0 ? [`${label} was not run on all recordings of: ${missing.join('; ')}.`] : []),
      ...(errors.length > 0
        ? [
            `${label} failed on ${errors.length}: ${errors
              .slice(0, 5)
              .map(({ where, error }) => `${where} (${error})`)
              .join('; ')}${errors.length > 5 ? ' …' : ''}.`,
          ]
        : []),
    ];
  });
}
