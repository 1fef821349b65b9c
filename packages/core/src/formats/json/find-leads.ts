import { FileCorruptError } from '../../errors.ts';
import type { JsonObject, JsonValue } from './parse-json.ts';

/** A lead as it stands in the file. */
export interface JsonLead {
  /** Empty where the file has none. */
  readonly name: string;
  /** `null` where the file says none. */
  readonly unit: string | null;
  /** In that unit; NaN for `null`. */
  readonly samples: Float32Array;
  /** For messages: `leads[1].samples`. */
  readonly path: string;
}

export const SIGNAL_FIELDS = ['leads', 'ecg', 'signal', 'signals', 'samples', 'data'];
export const UNIT_FIELDS = ['unit', 'units'];

const MAX_QUOTED_CHARACTERS = 40;

/**
 * The leads of a document: a list of numbers (one lead), a list of lists or of `{name, samples, unit}`, an object of
 * named lists; on its own or as the field `leads`, `ecg`, `signal`, `samples` or `data`.
 *
 * @throws FileCorruptError with the path to what is not as it should be
 */
export function findLeads(file: string, root: JsonValue): JsonLead[] {
  if (!(root instanceof Map)) return leadsIn(file, root, '', null);
  const unit = textField(file, root, UNIT_FIELDS, '');
  const field = findField(root, SIGNAL_FIELDS);
  if (field === null) {
    throw new FileCorruptError(
      file,
      'top level',
      'none of the fields leads, ecg, signal, samples and data is there.',
    );
  }
  return leadsIn(file, field.value, field.name, unit);
}

/** The first of these fields that is there; case and underscores do not matter. */
export function findField(
  object: JsonObject,
  names: readonly string[],
): { name: string; value: JsonValue } | null {
  for (const wanted of names) {
    for (const [name, value] of object) {
      if (plainField(name) === wanted) return { name, value };
    }
  }
  return null;
}

/** The name of a field without what does not matter in it. */
export function plainField(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** @returns `null` where there is no such field or it is `null` */
export function textField(
  file: string,
  object: JsonObject,
  names: readonly string[],
  path: string,
): string | null {
  const field = findField(object, names);
  if (field === null || field.value === null) return null;
  if (typeof field.value === 'string') return field.value;
  throw new FileCorruptError(file, member(path, field.name), 'this should be a text.');
}

function leadsIn(file: string, value: JsonValue, path: string, unit: string | null): JsonLead[] {
  if (value instanceof Float32Array) return [{ name: '', unit, samples: value, path }];
  if (value instanceof Map) {
    return Array.from(value, ([name, lead]) => leadOf(file, lead, member(path, name), unit, name));
  }
  // A list that begins with a number was meant as one of samples: the first that is none is the mistake.
  if (Array.isArray(value) && typeof value[0] !== 'number') {
    return value.map((lead, i) => leadOf(file, lead, `${path}[${i}]`, unit, ''));
  }
  return [{ name: '', unit, samples: samplesOf(file, value, path), path }];
}

function leadOf(file: string, value: JsonValue, path: string, unit: string | null, name: string): JsonLead {
  if (!(value instanceof Map)) return { name, unit, samples: samplesOf(file, value, path), path };
  const field = findField(value, SIGNAL_FIELDS);
  if (field === null) throw new FileCorruptError(file, path, 'the lead has no field "samples".');
  const samplesPath = member(path, field.name);
  return {
    name: textField(file, value, ['name', 'lead'], path) ?? name,
    unit: textField(file, value, UNIT_FIELDS, path) ?? unit,
    samples: samplesOf(file, field.value, samplesPath),
    path: samplesPath,
  };
}

function samplesOf(file: string, value: JsonValue, path: string): Float32Array {
  if (value instanceof Float32Array) return value;
  const where = path || 'top level';
  if (!Array.isArray(value)) throw new FileCorruptError(file, where, 'this should be a list of numbers.');
  if (value.length === 0) return new Float32Array(0);
  const wrong = value.findIndex((item) => typeof item !== 'number');
  throw new FileCorruptError(file, `${path}[${wrong}]`, 'this should be a number or null.');
}

function member(path: string, name: string): string {
  const quoted = JSON.stringify(name.slice(0, MAX_QUOTED_CHARACTERS));
  if (!/^[A-Za-z_]\w{0,39}$/.test(name)) return `${path}[${quoted}]`;
  return path === '' ? name : `${path}.${name}`;
}
