import type { EvaluationReport, RecordReport } from '@sinode/contracts';
import { colors } from '../terminal/colors.ts';
import { type Column, formatTable } from '../terminal/table.ts';
import { count, duration, share } from '../terminal/words.ts';

/** An evaluation for people: the totals, what they are worth, and the records with the worst first. */
export function evaluationTable(report: EvaluationReport): string {
  const { timing, model } = report;
  const speed = timing.wallSeconds > 0 ? timing.ecgSeconds / timing.wallSeconds : 0;
  return [
    colors.bold(`${report.protocol}, ${count(report.files, 'record')}, model ${model.name} ${model.version}`),
    ...totals(report).map(([name, value]) => `  ${colors.dim(name.padEnd(22))}  ${value}`),
    '',
    trust(report),
    `${duration(timing.ecgSeconds)} of ECG in ${duration(timing.wallSeconds)} (${Math.round(speed)} times as fast as it was recorded).`,
    '',
    formatTable(COLUMNS[report.protocol], worstFirst(report).map(CELLS[report.protocol])),
  ].join('\n');
}

function totals(report: EvaluationReport): [string, string][] {
  if (report.protocol === 'cpsc2019') {
    return [
      ['QRS accuracy', colors.bold(share(report.qrsAccuracy))],
      ['heart-rate accuracy', colors.bold(share(report.heartRateAccuracy))],
    ];
  }
  return [
    ['F1', colors.bold(share(report.f1))],
    ['sensitivity', share(report.sensitivity)],
    ['positive predictivity', share(report.ppv)],
    ['beats found', String(report.truePositives)],
    ['beats missed', String(report.falseNegatives)],
    ['beats invented', String(report.falsePositives)],
  ];
}

/** What the score is worth: a model does well on what it was trained on. */
function trust({ files, seenInTraining }: EvaluationReport): string {
  if (seenInTraining === 0) return 'None of these records was used to train this model.';
  const [those, their] = seenInTraining === 1 ? ['was', 'its score says'] : ['were', 'their scores say'];
  return colors.yellow(
    `${seenInTraining} of ${count(files, 'record')} ${those} used to train this model: ${their} nothing about new ones.`,
  );
}

function worstFirst({ protocol, records }: EvaluationReport): RecordReport[] {
  const badness =
    protocol === 'cpsc2019'
      ? (record: RecordReport) => -(record.qrsScore ?? 0) - (record.heartRateScore ?? 0) / 1000
      : (record: RecordReport) => record.falsePositives + record.falseNegatives;
  return records.toSorted((a, b) => badness(b) - badness(a));
}

const FALSE_BEATS: Column[] = [
  { title: 'missed', align: 'right' },
  { title: 'invented', align: 'right' },
];
const LAST: Column[] = [
  { title: 'bpm', align: 'right' },
  { title: 'reference', align: 'right' },
  { title: 'notes' },
];

const COLUMNS: Record<EvaluationReport['protocol'], Column[]> = {
  cpsc2019: [
    { title: 'record' },
    { title: 'QRS', align: 'right' },
    { title: 'heart rate', align: 'right' },
    ...FALSE_BEATS,
    ...LAST,
  ],
  ec57: [{ title: 'record' }, { title: 'lead' }, { title: 'found', align: 'right' }, ...FALSE_BEATS, ...LAST],
};

const CELLS: Record<EvaluationReport['protocol'], (record: RecordReport) => string[]> = {
  cpsc2019: (record) => [
    record.record,
    points(record.qrsScore),
    points(record.heartRateScore),
    ...commonCells(record),
  ],
  ec57: (record) => [record.record, record.lead ?? '–', String(record.truePositives), ...commonCells(record)],
};

function commonCells(record: RecordReport): string[] {
  const notes = [record.seenInTraining ? 'used in training' : '', record.error ?? ''].filter(
    (note) => note !== '',
  );
  return [
    String(record.falseNegatives),
    String(record.falsePositives),
    rate(record.heartRate),
    rate(record.referenceHeartRate),
    notes.join('; '),
  ];
}

function points(score: number | null): string {
  return score === null ? '–' : String(score);
}

function rate(heartRate: number | null): string {
  return heartRate === null ? '–' : heartRate.toFixed(1);
}
