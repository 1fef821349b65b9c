import type { PreparedRecording } from '@sinode/engine';
import type { RecordingRow } from '../find-recording.ts';

/** What a recording's check found out, as its row has it; the core's texts and times are fit to be stored. */
export type CheckedFacts = Pick<
  RecordingRow,
  'format' | 'samplingRate' | 'sampleCount' | 'durationSeconds' | 'startTime' | 'leads' | 'warnings'
>;

export function checkedFacts(prepared: PreparedRecording): CheckedFacts {
  const { format, samplingRate, sampleCount, startTime, warnings } = prepared;
  const leads = prepared.leads.map(({ name, unit, gapSeconds, minMv, maxMv }) => {
    return { name, unit, gapSeconds, minMv, maxMv };
  });
  return {
    format,
    samplingRate,
    sampleCount,
    durationSeconds: sampleCount / samplingRate,
    startTime,
    leads,
    warnings,
  };
}
