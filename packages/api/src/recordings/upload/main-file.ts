/** Which of the files of an upload is the one to open. */
import { join } from 'node:path';
import { EcgError } from '@sinode/core';
import { wfdbSegments } from '@sinode/core/node';
import type { StoredFile } from '../../database/schema.ts';
import { quoted, refused } from './file-name.ts';

/** A header of a record with hundreds of segments has a few kB. */
const LARGEST_HEADER_BYTES = 1024 * 1024;

const HEADER = /\.hea$/i;

/**
 * The file itself; of several the only WFDB header, or the one that lists the others as its segments.
 *
 * @returns its name
 * @throws Problem 422 where the files are not those of one recording
 */
export async function chooseMainFile(folder: string, files: readonly StoredFile[]): Promise<string> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.name;

  const headers = files.filter(({ name }) => HEADER.test(name));
  const [header] = headers;
  if (header === undefined) {
    throw refused(
      `${files.length} files came and none of them is a WFDB header (.hea). Upload one recording at a time; only a WFDB record has several files.`,
    );
  }
  return headers.length === 1 ? header.name : masterOf(folder, headers);
}

async function masterOf(folder: string, headers: readonly StoredFile[]): Promise<string> {
  const masters: { name: string; segments: Set<string> }[] = [];
  for (const { name, sizeBytes } of headers) {
    if (sizeBytes > LARGEST_HEADER_BYTES) throw refused(`${quoted(name)} is too large for a WFDB header.`);
    const segments = await segmentsOf(join(folder, name));
    if (segments.size > 0) masters.push({ name, segments });
  }
  const [master] = masters;
  if (master === undefined || masters.length > 1) {
    const names = headers.slice(0, 3).map(({ name }) => quoted(name));
    throw refused(
      `${headers.length} WFDB headers came (${names.join(', ')}${headers.length > 3 ? ' …' : ''}). Upload one record at a time; only a multi-segment record has several, and then one that lists the others.`,
    );
  }
  const stray = headers.find(
    ({ name }) => name !== master.name && !master.segments.has(name.replace(HEADER, '')),
  );
  if (stray !== undefined) {
    throw refused(
      `${quoted(stray.name)} is not a segment of ${quoted(master.name)}. Upload one record at a time.`,
    );
  }
  return master.name;
}

/** @throws Problem 422 for a header that is none */
async function segmentsOf(path: string): Promise<Set<string>> {
  try {
    return new Set(await wfdbSegments(path));
  } catch (error) {
    throw error instanceof EcgError ? refused(error.message) : error;
  }
}
