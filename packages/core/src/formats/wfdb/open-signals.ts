/**
 * The signal files of an ordinary record: opened, checked against what the header promises, ready to be read.
 */
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../../errors.ts';
import type { FileSet } from '../byte-source.ts';
import type { SignalSpec, WfdbHeader } from './header.ts';
import { bytesOfSamples, FLAC_FORMATS, type SampleFormat, sampleFormat } from './sample-formats.ts';
import { millivoltsPerUnit } from './select-leads.ts';
import { framesInFile, type SignalFile } from './signal-file.ts';
import { createSignalReader, type SignalReader } from './signal-reader.ts';

/** A frame has to be in memory as a whole. The largest in use (EDF files described by a header) have some 30 000. */
const LARGEST_FRAME_SAMPLES = 1 << 24;

export interface RecordSignals {
  readonly frameCount: number;
  /** By index of the signal in the header; only those asked for. */
  readonly readers: ReadonlyMap<number, SignalReader>;
}

/**
 * @param wanted - indices of the signals to open; files of other signals are not touched
 * @param frameCount - what the files must hold, or `null` to go by what they do hold
 * @throws FileMissingError when a signal file is not there
 * @throws FileCorruptError when one is shorter than promised, or signals contradict each other
 * @throws FormatUnsupportedError when one is stored in a way that is not read
 */
export async function openSignals(
  header: WfdbHeader,
  wanted: readonly number[],
  frameCount: number | null,
  files: FileSet,
): Promise<RecordSignals> {
  const byFile = new Map<string, number[]>();
  for (const [index, { fileName }] of header.signals.entries()) {
    const members = byFile.get(fileName);
    if (members === undefined) byFile.set(fileName, [index]);
    else members.push(index);
  }
  const isWanted = new Set(wanted);
  const readers = new Map<number, SignalReader>();
  let frames = frameCount ?? Number.POSITIVE_INFINITY;

  for (const [fileName, members] of byFile) {
    if (!members.some((index) => isWanted.has(index))) continue;

    const file = await openSignalFile(header, fileName, members, frameCount, files);
    frames = Math.min(frames, file.frameCount);

    let offset = 0;
    for (const index of members) {
      const signal = header.signals[index];
      const slot = { offset, count: signal.samplesPerFrame };
      offset += slot.count;
      if (isWanted.has(index)) readers.set(index, readerOf(file, slot, signal));
    }
  }
  return { frameCount: frames, readers };
}

function readerOf(
  file: SignalFile,
  slot: { offset: number; count: number },
  signal: SignalSpec,
): SignalReader {
  const { gain, baseline, initialValue, skewSamples } = signal;
  const calibration = { gain, baseline, millivoltsPerUnit: millivoltsPerUnit(signal) };
  // The resolution of the skew is one frame, as in the WFDB library.
  const skewFrames = Math.round(skewSamples / slot.count);
  return createSignalReader(file, slot, skewFrames * slot.count, initialValue, calibration);
}

async function openSignalFile(
  header: WfdbHeader,
  fileName: string,
  members: readonly number[],
  frameCount: number | null,
  files: FileSet,
): Promise<SignalFile> {
  const [first, ...others] = members.map((index) => header.signals[index]);
  const format = requireFormat(first, header.file);
  if (others.some((signal) => signal.format !== first.format || signal.byteOffset !== first.byteOffset)) {
    throw new FileCorruptError(
      header.file,
      `signal file ${fileName}`,
      'all signals of a file must have the same format and byte offset.',
    );
  }
  const samplesPerFrame = members.reduce((sum, index) => sum + header.signals[index].samplesPerFrame, 0);
  if (samplesPerFrame > LARGEST_FRAME_SAMPLES) {
    throw new FileCorruptError(
      header.file,
      `signal file ${fileName}`,
      `a frame of ${samplesPerFrame} samples is too large; up to ${LARGEST_FRAME_SAMPLES} are read.`,
    );
  }
  const source = await files.open(fileName);
  if (source === null) throw new FileMissingError(fileName, header.file);
  const file = { source, format, byteOffset: first.byteOffset, samplesPerFrame };
  const framesThere = framesInFile(file);
  if (frameCount !== null && framesThere < frameCount) {
    const promised = file.byteOffset + bytesOfSamples(format, frameCount * samplesPerFrame);
    throw new FileCorruptError(
      source.name,
      `byte ${source.size}`,
      `the file ends here, but ${header.file} promises ${promised} bytes: it was cut short or belongs to another record.`,
    );
  }
  return { ...file, frameCount: frameCount ?? framesThere };
}

function requireFormat({ format, description }: SignalSpec, headerFile: string): SampleFormat {
  const known = sampleFormat(format);
  if (known !== undefined) return known;
  const reason = FLAC_FORMATS.includes(format)
    ? `is compressed with FLAC (format ${format}), which is not read; convert the record to format 16 first`
    : `has the storage format ${format}, which is not one of WFDB's`;
  throw new FormatUnsupportedError(headerFile, `signal ${description} ${reason}.`);
}
