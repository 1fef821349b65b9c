/** Beats that somebody marked in a recording, in a file beside it. */
import {
  EcgError,
  type ReferenceBeats as FileBeats,
  type RecordingReader,
  readChallengeReference,
  readWfdbReference,
} from '@sinode/core';
import type { ReferenceBeats } from '../../recording/viewed.ts';
import type { FilesAround } from './files-around.ts';

/** What the data sets of PhysioNet call the annotations that were audited. */
const USUAL_ANNOTATOR = 'atr';
/** What the references of the challenge are called, which have no name of their own. */
const CHALLENGE_ANNOTATOR = 'ref';
const CHALLENGE_RECORDING = /^data_(.+\.mat)$/;

const HEADER = /\.hea$/i;
const ANNOTATOR = /^[A-Za-z0-9_-]+$/;
/** Endings of files beside a WFDB header that hold no annotations. */
const NO_ANNOTATOR = new Set(['hea', 'dat', 'mat', 'edf', 'bdf', 'csv', 'json', 'txt', 'xws', 'md', 'html']);
/** Ten days of beats, with a note at each. */
const LARGEST_BYTES = 16_000_000;

/**
 * By the usual annotator, else one that goes by the name of the lead, else the first.
 *
 * @param lead - name of the lead that beats are compared in
 * @returns null where nobody marked any
 */
export async function findReference(
  files: FilesAround,
  { samplingRate, sampleCount }: Pick<RecordingReader, 'samplingRate' | 'sampleCount'>,
  lead: string,
): Promise<ReferenceBeats | null> {
  const rank = ({ annotator }: { annotator: string }) => {
    if (annotator === USUAL_ANNOTATOR || annotator === CHALLENGE_ANNOTATOR) return 0;
    return annotator.toLowerCase() === lead.toLowerCase() ? 1 : 2;
  };
  for (const { annotator, name } of candidates(files).sort((a, b) => rank(a) - rank(b))) {
    const marked = await read(files, name);
    if (marked === null || (marked.beats.length === 0 && marked.excluded.length === 0)) continue;
    const ratio = samplingRate / (marked.samplingRate ?? samplingRate);
    return {
      annotator,
      beats: Array.from(marked.beats, (beat) => Math.round(beat * ratio)).filter(
        (beat) => beat < sampleCount,
      ),
      excluded: marked.excluded
        .map(({ start, end }) => ({
          start: Math.floor(start * ratio),
          end: Math.min(sampleCount, Math.ceil(end * ratio)),
        }))
        .filter(({ start, end }) => start < end),
      // Who marks one lead of many (LUDB) leaves out the beats at its edges.
      span: rank({ annotator }) === 0 ? 'all' : 'annotated',
    };
  }
  return null;
}

/** Files that may hold annotations, in alphabetical order. */
function candidates({ main, names }: FilesAround): { annotator: string; name: string }[] {
  const record = CHALLENGE_RECORDING.exec(main.name)?.[1];
  if (record !== undefined) return [{ annotator: CHALLENGE_ANNOTATOR, name: `R_${record}` }];
  if (!HEADER.test(main.name)) return [];
  const stem = main.name.replace(HEADER, '.');
  return names
    .filter((name) => name.startsWith(stem))
    .map((name) => ({ annotator: name.slice(stem.length), name }))
    .filter(({ annotator }) => ANNOTATOR.test(annotator) && !NO_ANNOTATOR.has(annotator))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns null for what is not there, or holds no annotations: it is not what the person came for */
async function read(files: FilesAround, name: string): Promise<FileBeats | null> {
  const source = await files.open(name);
  if (source === null || source.size > LARGEST_BYTES) return null;
  const readBeats = name.endsWith('.mat') ? readChallengeReference : readWfdbReference;
  return readBeats(source, files).catch((error: unknown) => {
    if (error instanceof EcgError) return null;
    throw error;
  });
}
