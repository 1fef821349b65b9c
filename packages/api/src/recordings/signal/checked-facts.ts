import type { PreparedRecording } from '@sinode/engine';
import type { RecordingRow } from '../find-recording.ts';
import { refused } from '../upload/file-name.ts';

/** What a recording's check found out, as its row has it. */
export type CheckedFacts = Pick<
  RecordingRow,
  'format' | 'samplingRate' | 'sampleCount' | 'durationSeconds' | 'startTime' | 'leads' | 'warnings'
>;

/** @throws Problem 422 for texts that a database cannot hold: NUL, and halves of characters */
export function checkedFacts(prepared: PreparedRecording): CheckedFacts {
  const { format, samplingRate, sampleCount, startTime, warnings } = prepared;
  const leads = prepared.leads.map(({ name, unit, gapSeconds, minMv, maxMv }) => {
    return { name, unit, gapSeconds, minMv, maxMv };
  });
  for (const text of [...warnings, ...leads.flatMap(({ name, unit }) => [name, unit ?? ''])]) {
    if (text.includes('\0') || !text.isWellFormed()) {
      throw refused(
        'A name or unit of a lead in the file is not a text: it has a NUL or half a character in it.',
      );
    }
  }
  return {
    format,
    samplingRate,
    sampleCount,
    durationSeconds: sampleCount / samplingRate,
    startTime: startTime !== null && isStorable(startTime) ? startTime : null,
    leads,
    warnings,
  };
}

/** A year of four digits; more is a header gone wrong. */
function isStorable(time: Date): boolean {
  return !Number.isNaN(time.getTime()) && time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999;
}
