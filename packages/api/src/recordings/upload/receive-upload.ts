/** A multipart request to files in a folder and the fields that came with them. */
import type { FastifyRequest } from 'fastify';
import type { StoredFile } from '../../database/schema.ts';
import { drain } from '../../http/drain.ts';
import { multipartProblem } from '../../http/multipart-problem.ts';
import { Problem } from '../../http/problem.ts';
import { nameKey, quoted, refused, requirePlainName } from './file-name.ts';
import { type Allowance, createAllowance, tooLarge, writeFile } from './write-file.ts';

/** A record of 12 leads in files of their own, its segments and its annotations need fewer. */
export const MOST_FILES = 64;

const MOST_FIELDS = 100;
const LONGEST_FIELD_BYTES = 64 * 1024;
/** Boundaries and the headers of parts come on top of the files; nobody's 64 parts need more. */
const MULTIPART_OVERHEAD_BYTES = 1024 * 1024;

export interface UploadLimits {
  /** Bytes of all files of a recording together, packed and unpacked. */
  readonly maxUploadBytes: number;
  /** Of one person; null for no limit. @default null */
  readonly quotaBytes?: number | null;
  /** An upload of which nothing came for so long has come to an end. */
  readonly stallMs: number;
}

export interface Upload {
  readonly files: readonly StoredFile[];
  /** By name, in the order they came. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/**
 * Streams the files of a request into a folder.
 *
 * @throws Problem 413 as soon as it is clear that it is too large, 408 when nothing comes any more, 400 when it breaks
 *   off or is not multipart, 415 for another content type, 422 for a file that must not be stored
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  limits: UploadLimits,
): Promise<Upload> {
  try {
    if (!request.isMultipart()) {
      const detail = 'Send the files as multipart/form-data, in fields named "file".';
      throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', detail);
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limits.maxUploadBytes + MULTIPART_OVERHEAD_BYTES) {
      throw tooLarge(limits.maxUploadBytes, `The upload has ${announced} bytes:`);
    }
    return await unlessStalled(request, limits.stallMs, (signal) =>
      receiveParts(request, {
        folder,
        signal,
        allowance: createAllowance(limits.maxUploadBytes, 'The files have'),
      }),
    );
  } catch (error) {
    drain(request);
    throw multipartProblem(error);
  }
}

/** Runs `receive` until nothing has come for too long. */
async function unlessStalled<T>(
  { raw }: FastifyRequest,
  stallMs: number,
  receive: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stall = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const detail = `Nothing came for ${stallMs / 1000} s, so the upload was given up. Send it again.`;
      reject(new Problem(408, 'UPLOAD_INCOMPLETE', detail));
      control.abort();
    }, stallMs);
  });
  const onData = () => void timer?.refresh();
  try {
    const received = receive(control.signal);
    // Only after the body flows into its parser: a listener before that would start the flow into nothing.
    raw.on('data', onData);
    return await Promise.race([received, stall]);
  } finally {
    clearTimeout(timer);
    raw.off('data', onData);
  }
}

async function receiveParts(
  request: FastifyRequest,
  { folder, signal, allowance }: { folder: string; signal: AbortSignal; allowance: Allowance },
): Promise<Upload> {
  const files: StoredFile[] = [];
  const keys = new Set<string>();
  const fields = new Map<string, string[]>();
  const parts = request.parts({
    preservePath: true,
    limits: {
      // What is too much is told in our own words, one step before these.
      files: MOST_FILES + 1,
      fields: MOST_FIELDS,
      fieldSize: LONGEST_FIELD_BYTES,
      fileSize: Number.POSITIVE_INFINITY,
    },
  });
  for await (const part of parts) {
    // A client may leave out what the types promise.
    if ((part.fieldname as string | undefined) === undefined) {
      throw refused('A part of the upload has no name: send files in fields named "file".');
    }
    if (part.type === 'field') {
      if (part.valueTruncated === true || part.fieldnameTruncated === true) {
        throw new Problem(422, 'VALIDATION_FAILED', `body.${part.fieldname}: is too long.`);
      }
      fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), String(part.value)]);
      continue;
    }
    const filename = (part.filename as string | undefined) ?? '';
    if (part.fieldname !== 'file') {
      throw refused(`Files are sent in fields named "file", not ${quoted(part.fieldname)}.`);
    }
    requirePlainName(filename);
    if (keys.has(nameKey(filename))) throw refused(`Two files have the name ${quoted(filename)}.`);
    if (files.length === MOST_FILES) {
      throw refused(`More than ${MOST_FILES} files came; a recording has at most that many.`);
    }
    keys.add(nameKey(filename));
    files.push(await writeFile(part.file, folder, filename, (chunk) => allowance.take(chunk.length), signal));
  }
  if (files.length === 0) throw refused('No file came: send one in a field named "file".');
  return { files, fields };
}
