import type { EvaluatedRecord } from '@sinode/contracts';

const COLUMNS = [
  'record',
  'lead',
  'qrsScore',
  'heartRateScore',
  'truePositives',
  'falsePositives',
  'falseNegatives',
  'heartRate',
  'referenceHeartRate',
  'seenInTraining',
  'error',
  'recordingId',
] as const satisfies readonly (keyof EvaluatedRecord)[];

/** One line per record, with a heading; what the protocol does not define is empty. */
export function recordsCsv(records: readonly EvaluatedRecord[]): string {
  const rows = records.map((record) => COLUMNS.map((column) => cell(record[column])).join(','));
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
}

/**
 * RFC 4180, section 2: fields with commas, quotes or line breaks stand in quotes. Text that a spreadsheet would take for
 * a formula begins with an apostrophe (OWASP, "CSV Injection").
 */
function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
