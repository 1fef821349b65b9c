/** An S3-compatible store as files and texts by key. The client is loaded here only, and only where there is a bucket. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../http/problem.ts';

export interface S3Options {
  readonly bucket: string;
  /** `null`: Amazon's, of the region. */
  readonly endpoint: string | null;
  readonly region: string;
}

interface StoredObject {
  readonly key: string;
  readonly changed: Date;
}

/** Whatever does not answer, or refuses for reasons of its own, is a Problem 503, STORE_AWAY, with its cause. */
export interface Objects {
  /** @returns what was sent */
  putFile(key: string, path: string): Promise<{ sizeBytes: number; sha256: string }>;
  putText(key: string, text: string): Promise<void>;
  /** @returns null where there is none */
  getText(key: string): Promise<string | null>;
  /**
   * Writes an object to a file that is not there yet.
   *
   * @returns the SHA-256 of what came, null where there is no such object
   */
  getFile(key: string, path: string): Promise<string | null>;
  list(prefix: string): AsyncIterable<StoredObject>;
  remove(key: string): Promise<void>;
  /** The time by the clock that dates objects, told by one that is put there for it and removed again. */
  now(key: string): Promise<Date>;
  /** Forgets the parts of files that were not sent to their end. */
  abortUploadsBefore(prefix: string, time: Date): Promise<void>;
}

const CONNECT_MS = 3_000;
/** A store that says nothing for so long in the middle of an answer is away. */
const SILENCE_MS = 30_000;
const RETRY_AFTER_SECONDS = 5;

/** Larger files are sent in parts; two of them are in memory at a time. */
const PART_BYTES = 8 * 1024 * 1024;
/** S3 takes 10,000. */
const MOST_PARTS = 9_000;

/** Credentials are found as the SDK does: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the role of the machine. */
export async function openObjects({ bucket, endpoint, region }: S3Options): Promise<Objects> {
  const [{ S3 }, { Upload }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/lib-storage'),
  ]);
  const client = new S3({
    region,
    // Stores of one's own seldom have a name for each bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // What we send has a SHA-256 where it matters, and what comes is checked against our own: older stores know no others.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const Bucket = bucket;

  return {
    async putFile(key, path) {
      const { size } = await stat(path);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      async function* counted() {
        for await (const chunk of createReadStream(path)) {
          hash.update(chunk);
          sizeBytes += chunk.length;
          yield chunk;
        }
      }
      const upload = new Upload({
        client,
        params: { Bucket, Key: key, Body: Readable.from(counted()), ChecksumAlgorithm: 'SHA256' },
        partSize: Math.max(PART_BYTES, Math.ceil(size / MOST_PARTS)),
        queueSize: 2,
      });
      await answered(upload.done());
      return { sizeBytes, sha256: hash.digest('hex') };
    },
    async putText(key, text) {
      const body = Buffer.from(text);
      await answered(client.putObject({ Bucket, Key: key, Body: body, ChecksumAlgorithm: 'SHA256' }));
    },
    async getText(key) {
      const found = await answered(client.getObject({ Bucket, Key: key }).catch(missing));
      return found?.Body === undefined ? null : answered(found.Body.transformToString());
    },
    async getFile(key, path) {
      const found = await answered(client.getObject({ Bucket, Key: key }).catch(missing));
      if (found?.Body === undefined) return null;
      const hash = createHash('sha256');
      async function* hashed(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      }
      await answered(
        pipeline(found.Body as Readable, hashed, createWriteStream(path, { flags: 'wx', mode: 0o600 })),
      );
      return hash.digest('hex');
    },
    async *list(prefix) {
      let token: string | undefined;
      do {
        const page = await answered(
          client.listObjectsV2({ Bucket, Prefix: prefix, ContinuationToken: token }),
        );
        for (const { Key, LastModified } of page.Contents ?? []) {
          if (Key !== undefined && LastModified !== undefined) yield { key: Key, changed: LastModified };
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
    async remove(key) {
      await answered(client.deleteObject({ Bucket, Key: key }).catch(missing));
    },
    async now(key) {
      await answered(client.putObject({ Bucket, Key: key, Body: Buffer.from('?') }));
      try {
        const { LastModified } = await answered(client.headObject({ Bucket, Key: key }));
        if (LastModified === undefined)
          throw new Error('the store does not say when an object was put there');
        return LastModified;
      } finally {
        await answered(client.deleteObject({ Bucket, Key: key }));
      }
    },
    async abortUploadsBefore(prefix, time) {
      const page = await answered(client.listMultipartUploads({ Bucket, Prefix: prefix }));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Key === undefined || UploadId === undefined || Initiated === undefined || Initiated >= time)
          continue;
        await answered(client.abortMultipartUpload({ Bucket, Key, UploadId }).catch(missing));
      }
    },
  };
}

/** For `catch`: what is not there is `null`. */
function missing(error: unknown): null {
  if (error instanceof Error && ['NoSuchKey', 'NoSuchUpload', 'NotFound'].includes(error.name)) return null;
  throw error;
}

/** Errors of the network that are none of a disk. */
const NETWORK =
  /^(ECONN|EHOST|ENET|EAI_|ETIMEDOUT|ENOTFOUND|EPIPE|ERR_STREAM_PREMATURE_CLOSE|EPROTO|ERR_SSL|ERR_TLS|CERT_)/;

async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isAway(error)) throw error;
    const detail = `The store of the recordings does not answer as it should (${reasonOf(error)}). Nothing was lost; try again in a moment.`;
    const problem = new Problem(503, 'STORE_AWAY', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    problem.cause = error;
    throw problem;
  }
}

/** All that the client throws carries how often it tried. */
function isAway(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return '$metadata' in error || NETWORK.test(codeOf(error)) || /Timeout|Credentials/.test(error.name);
}

function reasonOf(error: Error): string {
  return codeOf(error) || error.name;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
