/** Where the library has reference beats, and of which kind. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryDataSet, Protocol } from '@sinode/contracts';
import { listDataSet } from '@sinode/core/node';
import { type Engine, TaskError } from '@sinode/engine';

type References = Pick<LibraryDataSet, 'protocols' | 'annotators'>;

const CHALLENGE: References = { protocols: ['cpsc2019', 'ec57'], annotators: [] };
const NONE: References = { protocols: [], annotators: [] };

/** An ending that can be asked for. */
const ANNOTATOR = /^[A-Za-z0-9_-]+$/;
/** Endings of files beside a WFDB header that hold no annotations. */
const NO_ANNOTATOR = new Set(['hea', 'dat', 'mat', 'edf', 'bdf', 'csv', 'json', 'txt', 'xws', 'md', 'html']);

/** Whether a file with this ending, beside a WFDB header of its name, may hold annotations. */
export function isAnnotator(ending: string): boolean {
  return ANNOTATOR.test(ending) && !NO_ANNOTATOR.has(ending);
}

/**
 * @param folder - path of a data set
 * @throws EngineBusyError
 */
export async function referencesIn(folder: string, engine: Pick<Engine, 'reference'>): Promise<References> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.includes('data')) {
    return listDataSet(folder).then(
      () => CHALLENGE,
      () => NONE,
    );
  }
  const annotators: string[] = [];
  for (const [annotator, first] of [...firstByEnding(names)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (await hasBeats(join(folder, first), engine)) annotators.push(annotator);
  }
  const protocols: Protocol[] = annotators.length > 0 ? ['ec57'] : [];
  return { protocols, annotators };
}

/** One file of each ending that stands beside a header of its name. */
function firstByEnding(names: readonly string[]): Map<string, string> {
  const headers = new Set(names.filter((name) => name.endsWith('.hea')).map((name) => name.slice(0, -4)));
  const first = new Map<string, string>();
  for (const name of names) {
    const dot = name.lastIndexOf('.');
    const ending = name.slice(dot + 1);
    if (dot < 1 || !headers.has(name.slice(0, dot)) || first.has(ending)) continue;
    if (isAnnotator(ending)) first.set(ending, name);
  }
  return first;
}

/** One file speaks for all of its ending. */
async function hasBeats(file: string, engine: Pick<Engine, 'reference'>): Promise<boolean> {
  try {
    return (await engine.reference({ file })).beats.length > 0;
  } catch (error) {
    if (error instanceof TaskError && error.code !== 'BUG' && error.code !== 'CLOSED') return false;
    throw error;
  }
}
