/** The reference beats of a recording, by whichever annotator is asked for. */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReferenceBeats } from '@sinode/contracts';
import type { ReferenceBeats as FileBeats } from '@sinode/core';
import { type Engine, TaskError } from '@sinode/engine';
import { Problem } from '../../http/problem.ts';
import { withoutFolder } from '../../library/without-folder.ts';
import type { RecordingPlaces, RecordingRow } from '../find-recording.ts';
import { type AnnotationFile, annotationFiles, CHALLENGE_ANNOTATOR } from './annotation-files.ts';

export interface ReferenceContext {
  readonly engine: Pick<Engine, 'reference'>;
  readonly places: RecordingPlaces;
}

export interface AskedReference {
  readonly annotator?: string | undefined;
  readonly lead?: string | undefined;
}

/** What the data sets of PhysioNet call the annotations that were audited. */
const USUAL_ANNOTATOR = 'atr';
/** Ten days of beats, with a note at each. */
const LARGEST_BYTES = 16_000_000;

/** An annotator whose file was read, or why it could not be. */
type Opened =
  | { readonly annotator: string; readonly beats: FileBeats }
  | { readonly annotator: string; readonly problem: Problem };

/**
 * @param asked.annotator - without it the usual one, else one that goes by the name of the lead, else the first
 * @throws Problem 404 for an annotator that is not there, 422 for a file that cannot be read
 */
export async function referenceBeats(
  { engine, places }: ReferenceContext,
  row: RecordingRow,
  asked: AskedReference,
): Promise<ReferenceBeats> {
  const opened: Opened[] = [];
  // One after the other, so that others get their turn.
  for (const file of await annotationFiles(row, places)) {
    const one = await open(engine, file);
    if (one !== null) opened.push(one);
  }
  const annotators = opened.filter(isAnnotator).map(({ annotator }) => annotator);
  const chosen = choose(opened, annotators, asked);
  const { samplingRate, sampleCount } = row;
  if (chosen === null) return { annotators, annotator: null, samplingRate, beats: [], excluded: [] };
  if ('problem' in chosen) throw chosen.problem;

  const ratio = samplingRate / (chosen.beats.samplingRate ?? samplingRate);
  const beats = Array.from(chosen.beats.beats, (beat) => Math.round(beat * ratio));
  const excluded = chosen.beats.excluded.map(({ start, end }) => ({
    start: Math.floor(start * ratio),
    end: Math.min(sampleCount, Math.ceil(end * ratio)),
  }));
  return {
    annotators,
    annotator: chosen.annotator,
    samplingRate,
    beats: beats.filter((beat) => beat < sampleCount),
    excluded: excluded.filter(({ start, end }) => start < end),
  };
}

/** @returns null for what is no file */
async function open(engine: ReferenceContext['engine'], file: AnnotationFile): Promise<Opened | null> {
  const { annotator, path } = file;
  const entry = await stat(path).catch(() => null);
  if (entry === null || !entry.isFile()) return null;
  if (entry.size > LARGEST_BYTES) {
    const detail = `The annotations "${annotator}" have ${entry.size} bytes; at most ${LARGEST_BYTES} are read.`;
    return { annotator, problem: new Problem(422, 'UNREADABLE', detail) };
  }
  try {
    return { annotator, beats: await engine.reference({ file: path }) };
  } catch (error) {
    return { annotator, problem: problemOf(error, file) };
  }
}

/** @throws what the file is not to blame for */
function problemOf(error: unknown, { annotator, path }: AnnotationFile): Problem {
  if (!(error instanceof TaskError) || error.code === 'BUG' || error.code === 'CLOSED') throw error;
  if (error.code === 'SYSTEM') {
    const detail = `The annotations "${annotator}" cannot be read on the server (${error.systemCode}).`;
    return new Problem(422, 'UNREADABLE', detail);
  }
  return new Problem(422, error.code, withoutFolder(error.message, dirname(path)));
}

/** Whatever else lies beside a header: a file without beats, or one that cannot be read and whose name promises nothing. */
function isAnnotator(one: Opened): boolean {
  if ('beats' in one) return one.beats.beats.length > 0 || one.beats.excluded.length > 0;
  return one.annotator === USUAL_ANNOTATOR || one.annotator === CHALLENGE_ANNOTATOR;
}

/** @returns null where there is none to choose from */
function choose(
  opened: readonly Opened[],
  annotators: readonly string[],
  { annotator, lead }: AskedReference,
): Opened | null {
  const named = (name: string) => opened.find((one) => one.annotator === name) ?? null;
  if (annotator !== undefined) {
    const one = named(annotator);
    if (one !== null && ('problem' in one || isAnnotator(one))) return one;
    throw new Problem(404, 'NOT_FOUND', missing(annotator, annotators));
  }
  const [first] = annotators;
  if (first === undefined) return null;
  const ofLead = annotators.find((name) => name.toLowerCase() === lead?.toLowerCase());
  return named(
    [USUAL_ANNOTATOR, CHALLENGE_ANNOTATOR].find((name) => annotators.includes(name)) ?? ofLead ?? first,
  );
}

function missing(annotator: string, annotators: readonly string[]): string {
  const there =
    annotators.length === 0 ? 'nobody marked its beats' : `its beats were marked by ${annotators.join(', ')}`;
  return `The recording has no annotator "${annotator}"; ${there}.`;
}
