/**
 * The header of an EDF or BDF file: what signals there are, and where their samples lie.
 *
 * @see Kemp et al., "A simple format for exchange of digitized polygraphic recordings", 1992,
 *   doi:10.1016/0013-4694(92)90009-7, and Kemp & Olivan, "European data format 'plus' (EDF+)", 2003,
 *   doi:10.1016/S1388-2457(03)00123-8
 */
import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { readExactly } from './byte-ranges.ts';
import { FIXED_HEADER_BYTES, versionFormat } from './detect.ts';
import { decimalOf, fieldError, fieldText, type HeaderField, integerOf } from './header-field.ts';
import { startTimeOf } from './start-time.ts';

/** The largest number that fits into the eight characters of a field. */
const EIGHT_DIGITS = 99_999_999;

/** One signal, as the header describes it. */
export interface EdfSignal {
  /** As written, trimmed; may be empty or the same as another's. */
  readonly label: string;
  /** The "physical dimension" as written; empty where there is none. */
  readonly unit: string;
  readonly samplesPerRecord: number;
  /** Where its samples begin in a data record, in bytes. */
  readonly offsetInRecord: number;
  /** How many bytes of a data record are its samples. */
  readonly bytesInRecord: number;
  /** Holds time-stamped annotation lists instead of samples. */
  readonly isAnnotations: boolean;
  /** Not read into numbers here, so that nonsense in a signal that nobody uses does no harm. */
  readonly calibration: CalibrationFields;
}

/** The two points that define the line from stored integers to physical values. */
interface CalibrationFields {
  readonly physicalMinimum: HeaderField;
  readonly physicalMaximum: HeaderField;
  readonly digitalMinimum: HeaderField;
  readonly digitalMaximum: HeaderField;
}

/** Of a header whose own rules are kept; whether the data is all there is not known yet. */
export interface EdfHeader {
  readonly format: 'edf' | 'bdf';
  /** 2 in EDF, 3 in BDF. */
  readonly bytesPerSample: number;
  /** EDF+D: there may be gaps between the data records, and each says when it begins. */
  readonly isDiscontinuous: boolean;
  readonly startTime: Date | null;
  /** Where the data records begin. */
  readonly headerBytes: number;
  /** As the header claims; -1 where it was not known when the header was written. */
  readonly claimedRecords: number;
  /** Greater than 0 when there is any signal other than annotations. */
  readonly recordSeconds: number;
  readonly recordBytes: number;
  /** At least one; annotations included. */
  readonly signals: readonly EdfSignal[];
  readonly warnings: readonly string[];
}

/**
 * @throws FormatUnsupportedError when the file is neither EDF nor BDF
 * @throws FileCorruptError when a field breaks the format's rules; names the field, its offset and its value
 */
export async function readHeader(source: ByteSource): Promise<EdfHeader> {
  const file = source.name;
  const fixed = await readExactly(source, 0, Math.min(FIXED_HEADER_BYTES, source.size));
  const format = versionFormat(fixed);
  if (format === null) throw new FormatUnsupportedError(file, 'this is neither an EDF nor a BDF file.');
  requireHeader(source, FIXED_HEADER_BYTES);

  const field = (name: string, offset: number, length: number): HeaderField => ({
    name,
    offset,
    text: fieldText(fixed.subarray(offset, offset + length)),
  });
  const signalCountField = field('number of signals', 252, 4);
  const signalCount = integerOf(file, signalCountField, 1, 9999);
  const headerBytes = FIXED_HEADER_BYTES * (signalCount + 1);
  const headerBytesField = field('number of bytes in the header', 184, 8);
  if (integerOf(file, headerBytesField, 0, EIGHT_DIGITS) !== headerBytes) {
    throw fieldError(
      file,
      headerBytesField,
      `256 and 256 for each of the ${signalCount} signals: ${headerBytes}`,
    );
  }
  requireHeader(source, headerBytes);

  const claimedRecordsField = field('number of data records', 236, 8);
  const claimedRecords = integerOf(file, claimedRecordsField, -1, EIGHT_DIGITS);
  if (claimedRecords === 0) throw fieldError(file, claimedRecordsField, 'at least 1, or -1 for unknown');

  const bytesPerSample = format === 'bdf' ? 3 : 2;
  const perSignal = await readExactly(source, FIXED_HEADER_BYTES, headerBytes - FIXED_HEADER_BYTES);
  const { signals, recordBytes } = readSignals(file, perSignal, signalCount, bytesPerSample);

  const recordSecondsField = field('duration of a data record', 244, 8);
  const recordSeconds = decimalOf(file, recordSecondsField);
  const needsDuration = signals.some((signal) => !signal.isAnnotations);
  if (recordSeconds < 0 || (needsDuration && recordSeconds === 0)) {
    throw fieldError(file, recordSecondsField, 'more than 0 seconds');
  }

  const { startTime, warnings } = startTimeOf(
    field('start date', 168, 8),
    field('start time', 176, 8),
    field('recording identification', 88, 80),
  );
  return {
    format,
    bytesPerSample,
    isDiscontinuous: /^[EB]DF\+D/.test(field('reserved field', 192, 44).text),
    startTime,
    headerBytes,
    claimedRecords,
    recordSeconds,
    recordBytes,
    signals,
    warnings,
  };
}

function requireHeader({ name, size }: ByteSource, headerBytes: number): void {
  if (size >= headerBytes) return;
  throw new FileCorruptError(
    name,
    `byte ${size}`,
    `the file ends inside its header of ${headerBytes} bytes; it was cut off, so get it again.`,
  );
}

/** Each field stands in the file for all signals before the next field begins. */
function readSignals(file: string, bytes: Uint8Array, signalCount: number, bytesPerSample: number) {
  const fieldOf = (name: string, start: number, length: number) => (signal: number) => {
    const offset = start * signalCount + signal * length;
    const text = fieldText(bytes.subarray(offset, offset + length));
    return { name: `${name} of signal ${signal + 1}`, offset: FIXED_HEADER_BYTES + offset, text };
  };
  // The transducer (16, 80 characters), the prefiltering (136, 80) and a reserved field (224, 32) are not needed.
  const label = fieldOf('label', 0, 16);
  const unit = fieldOf('physical dimension', 96, 8);
  const physicalMinimum = fieldOf('physical minimum', 104, 8);
  const physicalMaximum = fieldOf('physical maximum', 112, 8);
  const digitalMinimum = fieldOf('digital minimum', 120, 8);
  const digitalMaximum = fieldOf('digital maximum', 128, 8);
  const samples = fieldOf('number of samples per data record', 216, 8);

  const signals: EdfSignal[] = [];
  let recordBytes = 0;
  for (let i = 0; i < signalCount; i++) {
    const samplesPerRecord = integerOf(file, samples(i), 1, EIGHT_DIGITS);
    const bytesInRecord = samplesPerRecord * bytesPerSample;
    signals.push({
      label: label(i).text,
      unit: unit(i).text,
      samplesPerRecord,
      offsetInRecord: recordBytes,
      bytesInRecord,
      isAnnotations: /^[EB]DF Annotations$/.test(label(i).text),
      calibration: {
        physicalMinimum: physicalMinimum(i),
        physicalMaximum: physicalMaximum(i),
        digitalMinimum: digitalMinimum(i),
        digitalMaximum: digitalMaximum(i),
      },
    });
    recordBytes += bytesInRecord;
  }
  return { signals, recordBytes };
}
