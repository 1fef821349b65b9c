import type { AnalysisReport, QualityVerdict } from '@sinode/contracts';
import { colors } from '../terminal/colors.ts';
import { layOut } from '../terminal/table.ts';
import { bpm, count, duration } from '../terminal/words.ts';

const VERDICT_COLOR = {
  good: colors.green,
  poor: colors.yellow,
  unreadable: colors.red,
} as const satisfies Record<QualityVerdict, (text: string) => string>;

/** One recording by itself, a fact a line. */
export function analysisBlock(report: AnalysisReport): string {
  const { quality, model } = report;
  const troubled = quality.stretches.filter(({ verdict }) => verdict !== 'good').length;
  const facts: [string, string][] = [
    ['lead', report.lead],
    ['duration', `${duration(report.durationSeconds)} at ${report.samplingRate} Hz`],
    ['beats', String(report.beats.length)],
    ['heart rate', colors.bold(bpm(report.heartRate))],
    ['quality', VERDICT_COLOR[quality.verdict](quality.verdict) + troubledStretches(troubled)],
    ['model', `${model.name} ${model.version}`],
    ...report.warnings.map((warning): [string, string] => ['note', warning]),
  ];
  const lines = facts.map(([name, value]) => `  ${colors.dim(name.padEnd(10))}  ${value}`);
  return `${colors.bold(report.file)}\n${lines.join('\n')}\n`;
}

function troubledStretches(troubled: number): string {
  return troubled === 0 ? '' : `, ${count(troubled, 'stretch').replace(/chs$/, 'ches')} to look at`;
}

/**
 * A table for many recordings, a row at a time, since there may be thousands. Their notes are often the same, so a row
 * has their numbers and the foot the sentences.
 *
 * @param files - their names, which decide the width of the first column
 */
export function analysisTable(files: readonly string[]): {
  readonly heading: string;
  row(report: AnalysisReport): string;
  foot(): string;
} {
  const fileWidth = files.reduce((widest, file) => Math.max(widest, file.length), 0);
  const { heading, line } = layOut([
    { title: 'file', minimumWidth: fileWidth },
    { title: 'lead', minimumWidth: 6 },
    { title: 'duration', align: 'right', minimumWidth: 11 },
    { title: 'beats', align: 'right', minimumWidth: 7 },
    { title: 'heart rate', align: 'right' },
    { title: 'quality', minimumWidth: 10 },
    { title: 'notes' },
  ]);
  const notes: string[] = [];
  const numberOf = (note: string) => {
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  };
  return {
    heading: `${colors.bold(heading)}\n`,
    row(report) {
      const cells = [
        report.file,
        report.lead,
        duration(report.durationSeconds),
        String(report.beats.length),
        bpm(report.heartRate),
        VERDICT_COLOR[report.quality.verdict](report.quality.verdict),
        report.warnings.map(numberOf).join(' '),
      ];
      return `${line(cells)}\n`;
    },
    foot: () => notes.map((note, index) => colors.dim(`  note ${index + 1}: ${note}\n`)).join(''),
  };
}
