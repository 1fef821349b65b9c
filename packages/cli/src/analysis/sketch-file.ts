import type { AnalysisReport } from '@sinode/contracts';
import { openFile } from '@sinode/core/node';
import { colors } from '../terminal/colors.ts';
import { sketchTrace } from './trace-sketch.ts';

/** Enough for a few beats, short enough for each to keep its shape. */
const SECONDS = 6;
const ROWS = 5;
const MOST_COLUMNS = 100;

/** Draws the beginning of the first stretch that is good, with its beats marked; of the recording where none is. */
export async function sketchFile(report: AnalysisReport, samplingRate: number | undefined): Promise<string> {
  const { reader, close } = await openFile(report.file, samplingRate === undefined ? {} : { samplingRate });
  try {
    const good = report.quality.stretches.find(({ verdict }) => verdict === 'good');
    const start = Math.min(reader.sampleCount, Math.round((good?.startSeconds ?? 0) * reader.samplingRate));
    const end = Math.min(reader.sampleCount, start + Math.round(SECONDS * reader.samplingRate));
    const lead = reader.leads.findIndex(({ name }) => name === report.lead);
    const samples = await reader.read(lead, start, end);

    const beats = report.beats.filter((beat) => beat >= start && beat < end).map((beat) => beat - start);
    const columns = Math.min(process.stdout.columns ?? MOST_COLUMNS, MOST_COLUMNS) - 2;
    const [marks = '', ...trace] = sketchTrace(samples, beats, { columns, rows: ROWS });
    const lines = [colors.red(marks), ...trace.map((line) => colors.cyan(line))];
    const span = `${seconds(start, reader.samplingRate)} to ${seconds(end, reader.samplingRate)} s`;
    return `${lines.map((line) => `  ${line}`).join('\n')}\n  ${colors.dim(`${span}, ▾ a beat`)}\n`;
  } finally {
    await close();
  }
}

function seconds(sample: number, samplingRate: number): string {
  return String(Number((sample / samplingRate).toFixed(1)));
}
