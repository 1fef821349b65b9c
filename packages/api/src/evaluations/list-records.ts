/** What an evaluation is about: a list that is fixed when it is asked for, so that any worker can go on with it. */
import { join } from 'node:path';
import type { EvaluationRequest } from '@sinode/contracts';
import { InvalidArgumentError } from '@sinode/core';
import { listDataSet, protocolMismatch } from '@sinode/core/node';
import { latestCorrections } from '../analyses/corrections.ts';
import type { Database } from '../database/connect.ts';
import { invalidField } from '../http/problem.ts';
import { resolveFolderInLibrary } from '../library/resolve-path.ts';

type Source = EvaluationRequest['source'];

/** An answer holds the scores of all records. */
const MOST_RECORDS = 10_000;

/**
 * @returns the source with its folder in the one way to write it, and the names of the records in the library, or the ids
 *   of corrections: the latest of each recording and lead
 * @throws Problem 400 or 404 for a folder that is not one of the library, 422 when there is nothing to score
 */
export async function listRecords(
  { db, libraryDir }: { readonly db: Database; readonly libraryDir: string },
  userId: string,
  request: EvaluationRequest,
): Promise<{ source: Source; keys: string[] }> {
  const { source } = request;
  const listed =
    source.kind === 'library'
      ? await inLibrary(libraryDir, source.dataSet, request)
      : { source, keys: await corrected(db, userId, source.recordingIds, request) };
  if (listed.keys.length <= MOST_RECORDS) return listed;
  throw invalidField(
    'source',
    `holds ${listed.keys.length} records; an evaluation has at most ${MOST_RECORDS}`,
  );
}

async function inLibrary(
  libraryDir: string,
  asked: string,
  { protocol, annotator }: EvaluationRequest,
): Promise<{ source: Source; keys: string[] }> {
  const dataSet = await resolveFolderInLibrary(libraryDir, asked);
  const folder = join(libraryDir, dataSet);
  const entries = await listDataSet(folder, annotator).catch((error: unknown) => {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const reason = error.message.replaceAll(folder, `"${dataSet}"`).replace(' (--annotator)', ' (annotator)');
    throw invalidField('source.dataSet', reason.replace(/\.$/, ''));
  });
  const mismatch = protocolMismatch(entries, protocol);
  if (mismatch !== null) throw invalidField('protocol', mismatch);
  return { source: { kind: 'library', dataSet }, keys: entries.map(({ record }) => record) };
}

async function corrected(
  db: Database,
  userId: string,
  recordingIds: readonly string[] | undefined,
  { protocol, lead }: EvaluationRequest,
): Promise<string[]> {
  if (protocol === 'cpsc2019') {
    throw invalidField(
      'protocol',
      'cpsc2019 scores recordings of the challenge only; score corrections with ec57',
    );
  }
  const rows = await latestCorrections(db, userId, recordingIds);
  const wanted = rows.filter((row) => lead === undefined || row.lead.toLowerCase() === lead.toLowerCase());
  if (wanted.length === 0) {
    throw invalidField('source', 'there are no beats that you corrected in what this asks for');
  }
  return wanted.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })).map(({ id }) => id);
}
