import type { AnalysisReport } from '@sinode/contracts';

/** `rrMs` is the time to the next beat, as in the JSON report; empty for the last. */
export const CSV_HEADING = 'file,lead,beat,sample,timeSeconds,rrMs,confidence\n';

/** One line per beat. Beats are counted from 1; lines end in a newline. */
export function csvRows({ file, lead, samplingRate, beats, rrMs, confidence }: AnalysisReport): string {
  return beats
    .map((sample, index) => {
      const timeSeconds = decimal(sample / samplingRate, 6);
      const rr = rrMs[index] === undefined ? '' : decimal(rrMs[index], 3);
      return `${quoted(file)},${quoted(lead)},${index + 1},${sample},${timeSeconds},${rr},${confidence[index]}\n`;
    })
    .join('');
}

function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** RFC 4180, section 2: fields with commas, quotes or line breaks stand in quotes. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
