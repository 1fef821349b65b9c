/** The files in which people marked the beats of a recording. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAnnotator } from '../../library/annotations.ts';
import { isInside } from '../../library/resolve-path.ts';
import { type RecordingPlaces, type RecordingRow, recordingFile } from '../find-recording.ts';

/** A file that may hold reference beats. */
export interface AnnotationFile {
  /** The ending of a WFDB annotation file, or {@link CHALLENGE_ANNOTATOR}. */
  readonly annotator: string;
  readonly path: string;
}

/** What the references of the challenge are called, which have no name of their own. */
export const CHALLENGE_ANNOTATOR = 'ref';

/** The challenge's layout: `data/data_XXXXX.mat` and `ref/R_XXXXX.mat`. */
const CHALLENGE_RECORDING = /^data_(.+\.mat)$/;
const HEADER = /\.hea$/i;

/** In alphabetical order; what leads out of the library is left out. */
export async function annotationFiles(row: RecordingRow, places: RecordingPlaces): Promise<AnnotationFile[]> {
  const main = await recordingFile(row, places);
  const candidates =
    row.format === 'wfdb' ? await besideHeader(row, main) : row.ownerId === null ? ofChallenge(main) : [];
  if (row.ownerId !== null) return candidates;
  const inside = await Promise.all(candidates.map(({ path }) => isInside(places.libraryDir, path)));
  return candidates.filter((_, index) => inside[index]);
}

async function besideHeader(row: RecordingRow, header: string): Promise<AnnotationFile[]> {
  if (!HEADER.test(header)) return [];
  const folder = dirname(header);
  // Of an upload it is known which files came; in the library annotations come and go by themselves.
  const names =
    row.ownerId === null ? await readdir(folder).catch(() => []) : row.files.map(({ name }) => name);
  const stem = basename(header).replace(HEADER, '.');
  return names
    .filter((name) => name.startsWith(stem) && isAnnotator(name.slice(stem.length)))
    .sort()
    .map((name) => ({ annotator: name.slice(stem.length), path: join(folder, name) }));
}

function ofChallenge(recording: string): AnnotationFile[] {
  const folder = dirname(recording);
  const record = CHALLENGE_RECORDING.exec(basename(recording))?.[1];
  if (record === undefined || basename(folder) !== 'data') return [];
  return [{ annotator: CHALLENGE_ANNOTATOR, path: join(dirname(folder), 'ref', `R_${record}`) }];
}
