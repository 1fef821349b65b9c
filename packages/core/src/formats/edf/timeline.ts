/**
 * Where the data records stand in time. Samples are counted in two ways: as *stored*, one record after another, and
 * in the recording, where a gap between two records takes up as many samples as would have been recorded in it.
 */
import { FileCorruptError } from '../../errors.ts';

export interface Timeline {
  /** Samples per lead, gaps included. */
  readonly sampleCount: number;
  readonly hasGaps: boolean;
  /** The sample in the recording at which a data record begins. */
  recordStart(record: number): number;
  /** How many samples are stored before the given sample of the recording. */
  storedBefore(sample: number): number;
}

/** Of the records of one recording, for its leads' rate. */
export interface RecordLayout {
  readonly file: string;
  readonly recordCount: number;
  readonly samplesPerRecord: number;
  /** Hz */
  readonly samplingRate: number;
}

/** Beyond it a gap is more likely a wrong time than a pause, and would fill a disk with nothing. */
const MAX_GAP_SECONDS = 31 * 24 * 3600;

/** EDF, and EDF+C: every record begins where the one before it ends. */
export function continuousTimeline({ recordCount, samplesPerRecord }: RecordLayout): Timeline {
  return {
    sampleCount: recordCount * samplesPerRecord,
    hasGaps: false,
    recordStart: (record) => record * samplesPerRecord,
    storedBefore: (sample) => sample,
  };
}

/**
 * EDF+D: every record begins where its time says, to the nearest sample.
 *
 * @param onsetSeconds - when each record begins; the first one is the start of the recording
 * @throws FileCorruptError when a record does not say when it begins, begins before the one before it ends (by more
 *   than one sample, which can be rounding), or after gaps of more than 31 days
 */
export function discontinuousTimeline(layout: RecordLayout, onsetSeconds: Float64Array): Timeline {
  const { file, recordCount, samplesPerRecord, samplingRate } = layout;
  const starts = new Float64Array(recordCount);
  let end = 0;
  for (let record = 0; record < recordCount; record++) {
    const onset = onsetSeconds[record];
    const fail = (reason: string) => new FileCorruptError(file, `data record ${record + 1}`, reason);
    if (Number.isNaN(onset)) {
      throw fail('it does not say when it begins, which every record of a discontinuous file must.');
    }
    const start = Math.round((onset - onsetSeconds[0]) * samplingRate);
    if (start < end - 1) {
      throw fail(`it begins at ${onset} s, when the record before it is not over: the two overlap.`);
    }
    if (start - record * samplesPerRecord > MAX_GAP_SECONDS * samplingRate) {
      throw fail(`it begins at ${onset} s, after gaps of more than 31 days: split the file there.`);
    }
    starts[record] = Math.max(start, end);
    end = starts[record] + samplesPerRecord;
  }

  return {
    sampleCount: end,
    hasGaps: end > recordCount * samplesPerRecord,
    recordStart: (record) => starts[record],
    storedBefore: (sample) => {
      const record = lastAtOrBefore(starts, sample);
      return record * samplesPerRecord + Math.min(sample - starts[record], samplesPerRecord);
    },
  };
}

/** The last index whose value is at most `value`; the first value is 0, and none is below. */
function lastAtOrBefore(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
