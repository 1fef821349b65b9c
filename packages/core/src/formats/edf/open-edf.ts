/**
 * EDF, EDF+ and BDF files as recordings that are read in pieces.
 */
import { FormatUnsupportedError } from '../../errors.ts';
import type { Annotation, RecordingReader } from '../../recording/recording.ts';
import type { ByteSource } from '../byte-source.ts';
import { chooseLeads } from './choose-leads.ts';
import { type EdfHeader, readHeader } from './header.ts';
import { readLead } from './read-lead.ts';
import { countRecords } from './record-count.ts';
import { type AnnotationScan, type Note, scanAnnotations } from './scan-annotations.ts';
import { continuousTimeline, discontinuousTimeline, type RecordLayout } from './timeline.ts';

/** Annotations are spread over the whole file; beyond this size, reading it all just to open it takes too long. */
const MAX_SCANNED_BYTES = 512 * 1024 * 1024;

/** Of a discontinuous file all their times are in memory: 160 MB. It is four months of records of a second. */
const MAX_TIMED_RECORDS = 10_000_000;

/** Far above any ECG; a rate beyond it comes from a wrong duration. */
const MAX_SAMPLING_RATE = 1_000_000;

/**
 * Reads the header and, of EDF+, the annotations; samples are read when asked for. The leads are the signals that look
 * like ECG and what other voltages have the same sampling rate; warnings name those left out.
 *
 * @returns format `edf` or `bdf`
 * @throws FormatUnsupportedError when the file is neither, has no signal, or more data records with times of their own
 *   than are read
 * @throws FileCorruptError when a header field or a data record's time breaks the rules, or data is missing
 */
export async function openEdf(source: ByteSource): Promise<RecordingReader> {
  const header = await readHeader(source);
  const { leads, warnings: leadWarnings } = chooseLeads(source.name, header);
  const { recordCount, warnings: countWarnings } = countRecords(source, header);
  const { samplesPerRecord } = leads[0].signal;
  const samplingRate = samplingRateOf(source.name, samplesPerRecord, header.recordSeconds);

  const scan = await scanRecords(source, header, recordCount);
  const layout: RecordLayout = { file: source.name, recordCount, samplesPerRecord, samplingRate };
  const timeline = header.isDiscontinuous
    ? discontinuousTimeline(layout, scan.onsetSeconds)
    : continuousTimeline(layout);
  const { sampleCount } = timeline;
  // The first record may begin a fraction of a second after the start that the header gives.
  const firstOnset = Number.isNaN(scan.onsetSeconds[0]) ? 0 : scan.onsetSeconds[0];

  return {
    name: source.name,
    format: header.format,
    leads: leads.map((lead) => lead.info),
    samplingRate,
    sampleCount,
    startTime: later(header.startTime, firstOnset),
    warnings: [...header.warnings, ...leadWarnings, ...countWarnings, ...scan.warnings],
    annotations: toAnnotations(scan.notes, firstOnset, samplingRate, sampleCount),
    read: (lead, start, end) => readLead(source, header, leads[lead], timeline, start, end),
  };
}

function samplingRateOf(file: string, samplesPerRecord: number, recordSeconds: number): number {
  // 77 samples in 0.7 s are 110 Hz, and not 110.00000000000001.
  const samplingRate = Number((samplesPerRecord / recordSeconds).toPrecision(12));
  if (samplingRate <= MAX_SAMPLING_RATE) return samplingRate;
  throw new FormatUnsupportedError(
    file,
    `${samplesPerRecord} samples in a data record of ${recordSeconds} s are more than ${MAX_SAMPLING_RATE} Hz.`,
  );
}

/** All records where that is affordable or unavoidable, else the first one, which says when the recording began. */
async function scanRecords(
  source: ByteSource,
  header: EdfHeader,
  recordCount: number,
): Promise<AnnotationScan> {
  if (header.isDiscontinuous && recordCount > MAX_TIMED_RECORDS) {
    throw new FormatUnsupportedError(
      source.name,
      `a discontinuous file of ${recordCount} data records is not read; up to ${MAX_TIMED_RECORDS} are.`,
    );
  }
  const isAffordable = source.size <= MAX_SCANNED_BYTES;
  if (header.isDiscontinuous || isAffordable) return scanAnnotations(source, header, recordCount);

  const { onsetSeconds, warnings } = await scanAnnotations(source, header, 1);
  const hasAnnotations = header.signals.some((signal) => signal.isAnnotations);
  if (!hasAnnotations) return { onsetSeconds, notes: [], warnings };
  const skipped = 'The annotations of a file of more than 512 MiB are not read.';
  return { onsetSeconds, notes: [], warnings: [...warnings, skipped] };
}

function later(time: Date | null, seconds: number): Date | null {
  if (time === null) return null;
  const sum = new Date(time.getTime() + Math.round(seconds * 1000));
  return Number.isNaN(sum.getTime()) ? null : sum;
}

/** In the order of time; those from before or after the recording stand at its edges. */
function toAnnotations(
  notes: readonly Note[],
  firstOnset: number,
  samplingRate: number,
  sampleCount: number,
): Annotation[] {
  return notes
    .map(({ onsetSeconds, text }) => {
      const sample = Math.round((onsetSeconds - firstOnset) * samplingRate);
      const inside = Math.min(Math.max(sample, 0), sampleCount - 1);
      return { sample: inside, symbol: '"', subtype: 0, channel: 0, number: 0, aux: text };
    })
    .sort((a, b) => a.sample - b.sample);
}
