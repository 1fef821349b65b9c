/**
 * Annotated data sets in the file system: which recordings a folder holds, and where their references are.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError } from '../errors.ts';
import type { Protocol } from '../evaluate/evaluate-record.ts';
import { type ReferenceBeats, readChallengeReference, readWfdbReference } from '../evaluate/reference.ts';
import { withFile } from './files.ts';

/** A recording with its reference. */
export interface DataSetRecord {
  /** `00001` in the challenge's layout, the record's name in WFDB's. */
  readonly record: string;
  /** Path of the recording. */
  readonly file: string;
  /** Path of the reference. */
  readonly reference: string;
}

/** The challenge's layout is `data/data_XXXXX.mat` with `ref/R_XXXXX.mat`. */
const CHALLENGE_DATA = /^data_(.+)\.mat$/;

/**
 * The annotated recordings of a folder: the challenge's layout where it has a `data` folder, WFDB records otherwise.
 * In alphabetical order, numbers by their value.
 *
 * @param annotator - ending of the WFDB annotation files
 * @throws InvalidArgumentError when there is none, saying what is there instead
 */
export async function listDataSet(folder: string, annotator = 'atr'): Promise<DataSetRecord[]> {
  const names = await fileNames(folder);
  const records = names.includes('data')
    ? await challengeRecords(folder)
    : names
        .filter((name) => name.endsWith('.hea'))
        .map((name) => name.slice(0, -'.hea'.length))
        .filter((record) => names.includes(`${record}.${annotator}`))
        .map((record) => ({
          record,
          file: join(folder, `${record}.hea`),
          reference: join(folder, `${record}.${annotator}`),
        }));
  if (records.length === 0) throw new InvalidArgumentError(nothingThere(folder, names, annotator));
  return records.sort((a, b) => a.record.localeCompare(b.record, 'en', { numeric: true }));
}

/** Why listed recordings cannot be scored by a protocol, as a clause without a full stop; `null` where they can. */
export function protocolMismatch(entries: readonly DataSetRecord[], protocol: Protocol): string | null {
  if (protocol !== 'cpsc2019' || entries.every(isOfChallenge)) return null;
  return 'cpsc2019 needs data/ and ref/ as in the challenge; score WFDB records with ec57';
}

/** The reference beats of a listed recording, by the layout it stands in. */
export function readReference(entry: DataSetRecord): Promise<ReferenceBeats> {
  return withFile(entry.reference, isOfChallenge(entry) ? readChallengeReference : readWfdbReference);
}

function isOfChallenge({ reference }: DataSetRecord): boolean {
  return reference.endsWith('.mat');
}

async function challengeRecords(folder: string): Promise<DataSetRecord[]> {
  const references = new Set(await fileNames(join(folder, 'ref')));
  return (await fileNames(join(folder, 'data')))
    .map((name) => ({ name, record: CHALLENGE_DATA.exec(name)?.[1] }))
    .flatMap(({ name, record }) =>
      record !== undefined && references.has(`R_${record}.mat`)
        ? [{ record, file: join(folder, 'data', name), reference: join(folder, 'ref', `R_${record}.mat`) }]
        : [],
    );
}

async function fileNames(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new InvalidArgumentError(
      error.code === 'ENOENT'
        ? `${folder}: there is no such folder.`
        : `${folder}: it cannot be listed (${error.code}).`,
    );
  });
}

function nothingThere(folder: string, names: readonly string[], annotator: string): string {
  const headers = names.filter((name) => name.endsWith('.hea')).map((name) => name.slice(0, -'hea'.length));
  if (headers.length === 0) {
    return `${folder} holds no annotated recordings: neither data/ and ref/ as in the challenge nor WFDB records.`;
  }
  const endings = new Set(
    names
      .filter((name) => headers.some((stem) => name.startsWith(stem)))
      .map((name) => name.slice(name.lastIndexOf('.') + 1))
      .filter((ending) => ending !== 'hea' && ending !== 'dat'),
  );
  const choice = [...endings].sort().join(', ') || 'none';
  return `${folder}: no record has an annotation file .${annotator}; the endings here are ${choice} (--annotator).`;
}
