import { FileCorruptError, FormatUnsupportedError, SamplingRateMissingError } from '../../errors.ts';
import { inMemoryReader, type Lead, type RecordingReader } from '../../recording/recording.ts';
import type { ByteSource, OpenOptions } from '../byte-source.ts';
import { byteOrderMarkBytes } from '../csv/is-text.ts';
import { givenRate, isPlausibleRate } from '../given-rate.ts';
import { uniqueNames } from '../unique-names.ts';
import { mvPerUnit } from '../units.ts';
import {
  findField,
  findLeads,
  type JsonLead,
  plainField,
  SIGNAL_FIELDS,
  textField,
  UNIT_FIELDS,
} from './find-leads.ts';
import { type JsonValue, parseJson } from './parse-json.ts';

export { isJson } from './is-json.ts';

/** JSON cannot be read in pieces; a recording this long belongs in another format. */
const MAX_BYTES = 256 * 2 ** 20;
const MAX_LEADS = 1024;

const RATE_FIELDS = ['samplingrate', 'fs', 'samplerate', 'samplingfrequency'];
const START_FIELDS = ['starttime'];
const WANTED_FIELDS = new Set([...RATE_FIELDS, ...START_FIELDS, ...SIGNAL_FIELDS, ...UNIT_FIELDS]);

/**
 * Opens a JSON document: `[…]`, `[[…], […]]`, `{samplingRate, unit, startTime, leads: {"II": […]}}` or
 * `leads: [{name, samples, unit}]`, `{samplingRate, ecg: […]}`. Numbers, with `null` for a gap. It is read whole:
 * memory about four times its size at worst.
 *
 * @param options - a sampling rate given here wins over one in the file
 * @throws FormatUnsupportedError above 256 MiB, 1024 leads or 64 levels
 * @throws FileCorruptError with the byte or the path (`leads[1].samples[37]`) of the mistake
 * @throws SamplingRateMissingError when neither the options nor the file give one
 */
export async function openJson(source: ByteSource, options: OpenOptions): Promise<RecordingReader> {
  const { name: file, size } = source;
  if (size > MAX_BYTES) {
    throw new FormatUnsupportedError(
      file,
      `JSON of more than ${MAX_BYTES / 2 ** 20} MiB is not read; save so long a recording as EDF, WFDB or CSV.`,
    );
  }
  const bytes = await source.read(0, size);
  const root = parseJson(file, bytes, byteOrderMarkBytes(bytes), (field) =>
    WANTED_FIELDS.has(plainField(field)),
  );
  const samplingRate = samplingRateOf(file, root, options);
  const found = findLeads(file, root);
  checkLengths(file, found);
  const warnings: string[] = [];
  const leads = toMillivolts(found, warnings);

  return inMemoryReader({
    name: file,
    format: 'json',
    leads,
    samplingRate,
    sampleCount: leads[0].samples.length,
    startTime: startTimeOf(file, root),
    warnings,
    annotations: [],
  });
}

function samplingRateOf(file: string, root: JsonValue, options: OpenOptions): number {
  const given = givenRate(options);
  if (given !== null) return given;

  const field = root instanceof Map ? findField(root, RATE_FIELDS) : null;
  if (field === null) throw new SamplingRateMissingError(file);
  const { name, value } = field;
  if (typeof value === 'number' && isPlausibleRate(value)) return value;
  throw new FileCorruptError(file, name, 'the sampling rate should be a number from 1 to 100000 Hz.');
}

function checkLengths(file: string, leads: readonly JsonLead[]): void {
  if (leads.length === 0) throw new FormatUnsupportedError(file, 'it holds no leads.');
  if (leads.length > MAX_LEADS) {
    throw new FormatUnsupportedError(
      file,
      `it holds ${leads.length} lists; each should be a lead, with its samples in time.`,
    );
  }
  const expected = leads[0].samples.length;
  if (expected === 0) throw new FormatUnsupportedError(file, 'its first lead has no samples.');
  for (const { samples, path } of leads) {
    if (samples.length !== expected) {
      throw new FileCorruptError(
        file,
        path,
        `the lead has ${samples.length} samples and the first one ${expected}.`,
      );
    }
  }
}

function toMillivolts(leads: readonly JsonLead[], warnings: string[]): Lead[] {
  const names = uniqueNames(
    leads.map((lead) => lead.name),
    'ecg',
  );
  return leads.map(({ unit: written, samples }, i) => {
    const unit = written?.trim() || null;
    const factor = unit === null ? 1 : mvPerUnit(unit);
    if (factor === null) {
      warnings.push(`Lead ${names[i]} is in ${unit}, which is no voltage; its values are kept as they are.`);
    }
    for (let k = 0; k < samples.length; k++) {
      const millivolts = Math.fround(samples[k] * (factor ?? 1));
      samples[k] = Number.isFinite(millivolts) ? millivolts : Number.NaN;
    }
    return { name: names[i], unit, samples };
  });
}

function startTimeOf(file: string, root: JsonValue): Date | null {
  if (!(root instanceof Map)) return null;
  const text = textField(file, root, START_FIELDS, '');
  if (text === null) return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new FileCorruptError(
      file,
      'startTime',
      `${JSON.stringify(text.slice(0, 40))} is not a date-time of ISO 8601.`,
    );
  }
  return time;
}
