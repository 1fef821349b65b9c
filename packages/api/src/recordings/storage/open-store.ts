/** The store that a configuration asks for, and whether it works. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { StartError } from '../../database/embedded/start-error.ts';
import { createFolderStore } from './folder-store.ts';
import type { RecordingStore } from './recording-store.ts';

export type StoreConfig = Pick<Config, 'dataDir' | 's3'>;

export async function openStore({ dataDir, s3 }: StoreConfig): Promise<RecordingStore> {
  if (s3 === null) return createFolderStore(dataDir);
  // Who keeps recordings in a folder needs no client for S3.
  const [{ openObjects }, { createS3Store }] = await Promise.all([
    import('./s3-objects.ts'),
    import('./s3-store.ts'),
  ]);
  const { prefix, cacheBytes } = s3;
  return createS3Store({ objects: await openObjects(s3), prefix, dataDir, cacheBytes });
}

/**
 * Puts a recording into the store, reads it and removes it again.
 *
 * @throws StartError in words for an operator
 */
export async function tryStore(store: RecordingStore, { dataDir, s3 }: StoreConfig): Promise<void> {
  const id = randomUUID();
  const incoming = await store.receive().catch(inWords);
  try {
    await writeFile(join(incoming.folder, 'check.txt'), id).catch(inWords);
    await incoming.keep(id).catch(inWords);
    await store.forgetCopy(id);
    const found = await store.folder(id).catch(inWords);
    if ((await readFile(join(found, 'check.txt'), 'utf8')) !== id) {
      throw new StartError('The store of the recordings does not give back what it was given.');
    }
    await store.remove(id).catch(inWords);
  } finally {
    await incoming.discard();
  }

  function inWords(error: Error): never {
    if (s3 === null || !('code' in error && error.code === 'STORE_AWAY')) {
      const code = 'code' in error ? error.code : error.message;
      throw new StartError(`The data folder ${dataDir} cannot be used (${code}): see SINODE_DATA_DIR.`);
    }
    const { cause } = error;
    const name = cause instanceof Error ? cause.name : '';
    const said = cause instanceof Error ? cause.message : String(cause);
    const what = `The bucket ${s3.bucket} of ${s3.endpoint ?? `Amazon S3 in ${s3.region}`}`;
    if (name === 'NoSuchBucket')
      throw new StartError(`${what} is not there: make it, or see SINODE_S3_BUCKET.`);
    if (CREDENTIALS.has(name)) {
      throw new StartError(
        `${what} cannot be used (${name}): see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which must be allowed to read, write, list and delete there.`,
      );
    }
    throw new StartError(
      `${what} does not answer (${said || name}): see SINODE_S3_ENDPOINT and SINODE_S3_REGION.`,
    );
  }
}

/** What S3 and its client call it. */
const CREDENTIALS = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'AccessDenied',
  'CredentialsProviderError',
  'ExpiredToken',
  'InvalidToken',
  'Forbidden',
]);
