/**
 * Bytes to a recording, by what the bytes are and not by what the file is called.
 */
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../errors.ts';
import type { RecordingReader } from '../recording/recording.ts';
import type { ByteSource, FileSet, OpenOptions } from './byte-source.ts';
import { isText, openCsv } from './csv/open-csv.ts';
import { isEdf } from './edf/detect.ts';
import { openEdf } from './edf/open-edf.ts';
import { isJson, openJson } from './json/open-json.ts';
import { isMat, openMat } from './mat/open-mat.ts';
import { presentable } from './presentable.ts';
import { openWfdb } from './wfdb/open-wfdb.ts';

/** Enough for every format's signature. */
const HEAD_BYTES = 4096;

/**
 * @param source - the file to begin with; for WFDB the header
 * @param files - the files that stand beside it
 * @returns a reader whose texts are fit to be shown and stored, see `presentable`
 * @throws FormatUnsupportedError when the bytes are none of the formats, and what the format's reader throws
 */
export async function openRecording(
  source: ByteSource,
  files: FileSet,
  options: OpenOptions = {},
): Promise<RecordingReader> {
  return presentable(await openAny(source, files, options));
}

async function openAny(source: ByteSource, files: FileSet, options: OpenOptions): Promise<RecordingReader> {
  if (source.size === 0) throw new FileCorruptError(source.name, 'byte 0', 'the file is empty.');
  const head = await source.read(0, HEAD_BYTES);
  if (isMat(head)) return openMat(source, options);
  if (isEdf(head)) return openEdf(source);
  if (isWfdbHeader(head, source.name)) return openWfdb(source, files);
  if (isJson(head)) return openJson(source, options);
  if (isText(head)) return openCsv(source, options);

  if (source.name.endsWith('.dat'))
    throw new FileMissingError(source.name.replace(/dat$/, 'hea'), source.name);
  throw new FormatUnsupportedError(
    source.name,
    'its content is none of MATLAB (.mat), WFDB (.hea), EDF/BDF, CSV or JSON.',
  );
}

/** A WFDB header by its ending, or by a record line followed by a signal line with a storage format. */
function isWfdbHeader(head: Uint8Array, name: string): boolean {
  if (name.toLowerCase().endsWith('.hea')) return true;
  const [record = '', signal = ''] = new TextDecoder('latin1')
    .decode(head)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return /^[\w-]+(\/\d+)?\s+\d+(\s|$)/.test(record) && /^\S*[A-Za-z_~]\S*\s+\d+/.test(signal);
}
