import { readFile } from 'node:fs/promises';
import { UsageError } from './failures.ts';

/**
 * Reads a LIST: record names with commas between them, or `@file` with one name a line, where `#` begins a remark.
 *
 * @throws UsageError when it names nothing, or its file cannot be read
 */
export async function readRecordList(flag: string, list: string): Promise<ReadonlySet<string>> {
  const names = list.startsWith('@') ? await readNames(flag, list.slice(1)) : list.split(',');
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== '');
  if (trimmed.length === 0) throw new UsageError(`${flag} names no record (given "${list}").`);
  return new Set(trimmed);
}

async function readNames(flag: string, path: string): Promise<string[]> {
  try {
    const text = await readFile(path, 'utf8');
    return text.split(/\r?\n/).map((line) => line.replace(/#.*/, ''));
  } catch {
    throw new UsageError(`${flag} @${path}: there is no such file to read record names from.`);
  }
}

/**
 * Keeps the records that are asked for.
 *
 * @throws UsageError when a name is not among them: a misspelt record would be missing from the score unnoticed
 */
export function selectRecords<T extends { readonly record: string }>(
  all: readonly T[],
  wanted: ReadonlySet<string> | null,
  excluded: ReadonlySet<string> | null,
): T[] {
  const known = new Set(all.map((entry) => entry.record));
  for (const [flag, names] of [
    ['--records', wanted],
    ['--exclude', excluded],
  ] as const) {
    const unknown = [...(names ?? [])].filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new UsageError(`${flag} names records that are not there: ${unknown.join(', ')}.`);
  }
  return all.filter(({ record }) => (wanted === null || wanted.has(record)) && !excluded?.has(record));
}
