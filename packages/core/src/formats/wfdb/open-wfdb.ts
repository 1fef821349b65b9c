/**
 * Opens a WFDB record, the format of PhysioNet: a header (`.hea`) and the signal files (`.dat`) it names.
 */
import type { RecordingReader } from '../../recording/recording.ts';
import type { ByteSource, FileSet } from '../byte-source.ts';
import { openRecord } from './open-record.ts';
import { openSegments } from './open-segments.ts';
import { readHeader } from './read-header.ts';

/**
 * The samples of each lead are `(adc - baseline) / gain` in mV. Signals that are not voltages, or of another rate than the
 * ECG, are left out with a warning. Annotations are in files of their own (`parseAnnotations`).
 *
 * @param header - the `.hea` file
 * @param files - where the signal files and the headers of segments are
 * @throws FileCorruptError where a file breaks the format's rules or is shorter than the header promises
 * @throws FileMissingError where a file that the header names is not there
 * @throws FormatUnsupportedError where there is no signal, or one compressed with FLAC
 * @see header(5) and signal(5), WFDB Applications Guide, https://physionet.org/physiotools/wag/
 */
export async function openWfdb(header: ByteSource, files: FileSet): Promise<RecordingReader> {
  const parsed = await readHeader(header);
  const record =
    parsed.segments === null
      ? await openRecord(parsed, files)
      : await openSegments(parsed, parsed.segments, files);
  return {
    ...record,
    name: header.name,
    format: 'wfdb',
    startTime: parsed.startTime,
    annotations: [],
  };
}
