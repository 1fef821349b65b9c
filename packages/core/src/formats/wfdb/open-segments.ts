/**
 * A multi-segment record: ordinary records that follow one another, with gaps between them.
 *
 * In a record of fixed layout all segments have the same signals. In one of variable layout the first segment has a
 * length of 0 and a header only: it lists the signals that occur anywhere, and each segment has some of them.
 *
 * @see header(5), "Segment specification lines", and the notes on variable layout in the WFDB library's signal.c
 */
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../../errors.ts';
import type { FileSet } from '../byte-source.ts';
import { uniqueNames } from '../unique-names.ts';
import type { SegmentSpec, WfdbHeader } from './header.ts';
import { frameRateOf } from './open-record.ts';
import { openSignals } from './open-signals.ts';
import type { OpenedRecord } from './opened-record.ts';
import { readHeader } from './read-header.ts';
import { NULL_FORMAT } from './sample-formats.ts';
import { type LeadSelection, selectLeads } from './select-leads.ts';
import type { SignalReader } from './signal-reader.ts';

/** The name of a segment that is a gap. */
const GAP = '~';

/**
 * A gap takes no bytes and a segment may be listed twice, so a short header could claim any length. A record may be
 * this many times as long as the segments that are there for it.
 */
const LONGEST_PER_STORED = 100;

/** A segment at its place in the record. */
interface PlacedSegment {
  /** First sample, at the rate of the leads. */
  readonly start: number;
  readonly end: number;
  /** By lead; `undefined` where the segment lacks it. */
  readonly readers: readonly (SignalReader | undefined)[];
}

/**
 * @param header - with at least one segment
 * @throws FileMissingError when a segment or one of its signal files is not there
 * @throws FileCorruptError when segments contradict the header or each other, or contain segments themselves
 */
export async function openSegments(
  header: WfdbHeader,
  segments: readonly SegmentSpec[],
  files: FileSet,
): Promise<OpenedRecord> {
  requireLengths(header, segments);
  const isVariable = segments[0].frameCount === 0 && segments[0].name !== GAP;
  const templateName = isVariable ? segments[0].name : segments.find(holdsSignals)?.name;
  if (templateName === undefined) throw withoutSignals(header);
  const template = await openSegmentHeader(header, templateName, files);
  if (template.signals.length === 0) throw withoutSignals(header);

  const { frameRate, warnings } = frameRateOf(header.frameRate === null ? template : header);
  const selection = selectLeads(template.signals, [...template.signals.keys()], frameRate);
  const { samplesPerFrame } = selection;

  const opened = new Map<string, PlacedSegment['readers']>();
  const placed: PlacedSegment[] = [];
  let sampleCount = 0;
  let storedFrames = 0;
  for (const spec of segments) {
    const start = sampleCount;
    sampleCount += spec.frameCount * samplesPerFrame;
    if (!holdsSignals(spec)) continue;

    let readers = opened.get(spec.name);
    if (readers === undefined) {
      const segment = await openSegmentHeader(header, spec.name, files);
      requireMatch(header, frameRate, spec, segment);
      const signals = isVariable ? signalsByName(template, segment) : signalsByPlace(template, segment);
      readers = await openLeads(segment, spec.frameCount, selection, signals, files);
      opened.set(spec.name, readers);
      // Without a file that was found long enough, a segment may claim any length.
      if (readers.some((reader) => reader !== undefined)) storedFrames += spec.frameCount;
    }
    placed.push({ start, end: sampleCount, readers });
  }
  requireStored(header, segments, storedFrames, samplesPerFrame);
  return {
    leads: selection.leads.map(({ name, unit }) => ({ name, unit })),
    samplingRate: frameRate * samplesPerFrame,
    sampleCount,
    warnings: [...header.warnings, ...warnings, ...selection.warnings],
    read: (lead, start, end) => readAcross(placed, lead, start, end),
  };
}

function holdsSignals({ name, frameCount }: SegmentSpec): boolean {
  return name !== GAP && frameCount > 0;
}

function withoutSignals({ file }: WfdbHeader): FormatUnsupportedError {
  return new FormatUnsupportedError(
    file,
    'no segment of the record has signals, so there is no ECG to read.',
  );
}

function requireLengths({ file, frameCount }: WfdbHeader, segments: readonly SegmentSpec[]): void {
  const lengths = new Map(segments.filter(holdsSignals).map((spec) => [spec.name, spec.frameCount]));
  const total = segments.reduce((sum, spec) => sum + spec.frameCount, 0);

  if (segments.some((spec) => holdsSignals(spec) && lengths.get(spec.name) !== spec.frameCount)) {
    throw new FileCorruptError(file, 'segment list', 'a segment is listed twice with different lengths.');
  }
  if (frameCount !== null && frameCount !== total) {
    throw new FileCorruptError(
      file,
      'segment list',
      `the segments have ${total} samples together, but the record line says ${frameCount}.`,
    );
  }
}

function requireStored(
  header: WfdbHeader,
  segments: readonly SegmentSpec[],
  stored: number,
  samplesPerFrame: number,
): void {
  if (stored === 0) throw withoutSignals(header);
  const total = segments.reduce((sum, spec) => sum + spec.frameCount, 0);
  if (total > LONGEST_PER_STORED * stored || !Number.isSafeInteger(total * samplesPerFrame)) {
    throw new FileCorruptError(
      header.file,
      'segment list',
      `gaps and repeats make ${total} samples of only ${stored} that are there; up to ${LONGEST_PER_STORED} times as many are read.`,
    );
  }
}

async function openSegmentHeader(header: WfdbHeader, name: string, files: FileSet): Promise<WfdbHeader> {
  if (name === header.recordName) {
    throw new FileCorruptError(header.file, 'segment list', `the record ${name} lists itself as a segment.`);
  }
  const file = `${name}.hea`;
  const source = await files.open(file);
  if (source === null) throw new FileMissingError(file, header.file);
  const segment = await readHeader(source);
  if (segment.segments !== null) {
    throw new FileCorruptError(
      header.file,
      'segment list',
      `the segment ${name} consists of segments itself, which WFDB does not allow.`,
    );
  }
  return segment;
}

function requireMatch(header: WfdbHeader, frameRate: number, spec: SegmentSpec, segment: WfdbHeader): void {
  if (segment.frameCount !== null && segment.frameCount !== spec.frameCount) {
    throw new FileCorruptError(
      segment.file,
      'number of samples',
      `the segment has ${segment.frameCount} samples, but ${header.file} says ${spec.frameCount}.`,
    );
  }
  if (segment.frameRate !== null && segment.frameRate !== frameRate) {
    throw new FileCorruptError(
      segment.file,
      'sampling frequency',
      `the segment has ${segment.frameRate} Hz, the record ${frameRate} Hz.`,
    );
  }
}

/** By signal of the template: the segment's signal in the same place. */
function signalsByPlace(template: WfdbHeader, segment: WfdbHeader): number[] {
  if (segment.signals.length !== template.signals.length) {
    throw new FileCorruptError(
      segment.file,
      'number of signals',
      `the segment has ${segment.signals.length} signals, ${template.file} has ${template.signals.length}.`,
    );
  }
  return [...segment.signals.keys()];
}

/** By signal of the layout: the segment's signal of the same name, or `undefined` where it has none. */
function signalsByName(layout: WfdbHeader, segment: WfdbHeader): (number | undefined)[] {
  const namesOf = ({ signals }: WfdbHeader) => uniqueNames(signals.map((signal) => signal.description));
  const places = new Map(namesOf(segment).map((name, index) => [name, index]));
  return namesOf(layout).map((name) => places.get(name));
}

async function openLeads(
  segment: WfdbHeader,
  frameCount: number,
  { leads, samplesPerFrame }: LeadSelection,
  signalOf: readonly (number | undefined)[],
  files: FileSet,
): Promise<(SignalReader | undefined)[]> {
  const signals = leads.map((lead) => signalOf[lead.signal]);
  const stored = signals.filter(
    (index) => index !== undefined && segment.signals[index].format !== NULL_FORMAT,
  ) as number[];
  const odd = stored.find((index) => segment.signals[index].samplesPerFrame !== samplesPerFrame);
  if (odd !== undefined) {
    throw new FileCorruptError(
      segment.file,
      `signal ${segment.signals[odd].description}`,
      `it has ${segment.signals[odd].samplesPerFrame} samples per frame, elsewhere in the record it has ${samplesPerFrame}.`,
    );
  }
  const { readers } = await openSignals(segment, stored, frameCount, files);
  return signals.map((index) => (index === undefined ? undefined : readers.get(index)));
}

async function readAcross(
  placed: readonly PlacedSegment[],
  lead: number,
  start: number,
  end: number,
): Promise<Float32Array> {
  const millivolts = new Float32Array(end - start).fill(Number.NaN);
  for (let i = firstEndingAfter(placed, start); i < placed.length && placed[i].start < end; i++) {
    const segment = placed[i];
    const from = Math.max(start, segment.start);
    const to = Math.min(end, segment.end);
    const piece = await segment.readers[lead]?.read(from - segment.start, to - segment.start);
    if (piece !== undefined) millivolts.set(piece, from - start);
  }
  return millivolts;
}

/** Index of the first segment that ends after the sample, by bisection. */
function firstEndingAfter(placed: readonly PlacedSegment[], sample: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle].end > sample) high = middle;
    else low = middle + 1;
  }
  return low;
}
