import { join } from 'node:path';
import { CommandError } from '../failures.ts';
import { inOrder } from '../in-order.ts';
import type { DataSet } from './catalog.ts';
import { download } from './download.ts';
import { filesOfRecords } from './file-list.ts';
import { PATIENT, type Patience, request } from './request.ts';
import { unpackChallenge } from './unpack.ts';

/** Polite to the publisher, and enough to fill a line with small files. */
const DOWNLOADS_AT_ONCE = 4;

/** A list of files; anything longer is something else. */
const MAX_LIST_BYTES = 16_000_000;

/** Told as it goes. */
export interface PullListener {
  /** How many files there are to get; called once, when that is known. */
  onList(files: number): void;
  onBytes(length: number): void;
  onFile(): void;
}

export interface PullSummary {
  readonly downloaded: number;
  readonly alreadyThere: number;
}

/**
 * Brings a data set from its publisher into a folder, with the publisher's own layout. What is there already and
 * right is kept; what is half there is resumed.
 *
 * @param from - the address of its files, if not the publisher's own
 * @throws CommandError with what to do about it
 */
export async function pull(
  dataSet: DataSet,
  directory: string,
  from: string,
  listener: PullListener,
  patience: Patience = PATIENT,
): Promise<PullSummary> {
  return dataSet.layout === 'challenge'
    ? pullArchive(from, directory, listener, patience)
    : pullFolder(from.endsWith('/') ? from : `${from}/`, directory, listener, patience);
}

async function pullFolder(
  base: string,
  directory: string,
  listener: PullListener,
  patience: Patience,
): Promise<PullSummary> {
  const checksums = await readList(new URL('SHA256SUMS.txt', base), patience);
  const records = await readList(new URL('RECORDS', base), patience);
  const files = filesOfRecords(checksums, records);
  listener.onList(files.length);

  const get = ({ path, sha256 }: (typeof files)[number]) => {
    const url = new URL(path.split('/').map(encodeURIComponent).join('/'), base);
    return download(url.href, join(directory, path), sha256, listener.onBytes, patience);
  };
  let downloaded = 0;
  for await (const outcome of inOrder(files, get, DOWNLOADS_AT_ONCE)) {
    if (outcome === 'downloaded') downloaded++;
    listener.onFile();
  }
  return { downloaded, alreadyThere: files.length - downloaded };
}

async function pullArchive(
  url: string,
  directory: string,
  listener: PullListener,
  patience: Patience,
): Promise<PullSummary> {
  listener.onList(1);
  const archive = join(directory, 'train.zip');
  const outcome = await download(url, archive, null, listener.onBytes, patience);
  const files = await unpackChallenge(archive, directory);
  listener.onFile();
  return outcome === 'downloaded'
    ? { downloaded: files, alreadyThere: 0 }
    : { downloaded: 0, alreadyThere: files };
}

async function readList(url: URL, patience: Patience): Promise<string> {
  const read = async (response: Response, heard: () => void) => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of response.body ?? []) {
      heard();
      text += decoder.decode(piece, { stream: true });
      if (text.length > MAX_LIST_BYTES)
        throw new CommandError(`${url.href} is too long for a list of files.`);
    }
    return text;
  };
  return request(url.href, async () => ({}), read, patience);
}
