import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import type { Routes } from '../../app.ts';
import type { Database } from '../../database/connect.ts';
import type { StoredFile } from '../../database/schema.ts';
import { callerOf } from '../../http/access.ts';
import { asAttachment } from '../../http/attachment.ts';
import { CONTENT_DISPOSITION } from '../../http/documentation.ts';
import { Problem } from '../../http/problem.ts';
import { findRecording, type RecordingPlaces, type RecordingRow, recordingFile } from '../find-recording.ts';
import { Bytes } from './bytes.ts';
import { RecordingParams } from './records.ts';

/** Recordings as the files they came as. */
export function fileRoutes({ db, places }: { db: Database; places: RecordingPlaces }): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/recordings/:id/files/:name',
      config: { access: 'read', headers: { 200: CONTENT_DISPOSITION } },
      schema: {
        tags: ['recordings'],
        operationId: 'getRecordingFile',
        summary: 'Download one file of a recording, as it is stored',
        params: RecordingParams.extend({
          name: z.string().max(255).describe('One of the `files` of the recording'),
        }),
        response: {
          200: { description: 'The file', content: { 'application/octet-stream': { schema: Bytes } } },
        },
      },
      async handler(request, reply) {
        const row = await findRecording(db, callerOf(request).userId, request.params.id);
        const file = row.files.find(({ name }) => name === request.params.name);
        if (file === undefined) {
          throw new Problem(404, 'NOT_FOUND', `The recording has no such file; it has ${namesOf(row)}.`);
        }
        return sendFile(reply, await openStored(row, file, places), file.name);
      },
    });

    app.route({
      method: 'GET',
      url: '/v1/recordings/:id/download',
      config: { access: 'read', headers: { 200: CONTENT_DISPOSITION } },
      schema: {
        tags: ['recordings'],
        operationId: 'downloadRecording',
        summary: 'Download a recording: its file, or a zip where it has several',
        params: RecordingParams,
        response: {
          200: {
            description: 'The file, or a zip of the files',
            content: {
              'application/octet-stream': { schema: Bytes },
              'application/zip': { schema: Bytes },
            },
          },
        },
      },
      async handler(request, reply) {
        const row = await findRecording(db, callerOf(request).userId, request.params.id);
        const [only] = row.files;
        if (row.files.length === 1 && only !== undefined) {
          return sendFile(reply, await openStored(row, only, places), only.name);
        }
        return sendZip(reply, row, places);
      },
    });
  };
}

function namesOf({ files }: RecordingRow): string {
  return files.map(({ name }) => name).join(', ');
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
}

/** @throws Problem 404 where a file of the library is gone, or leads out of the library by a link */
async function openStored(row: RecordingRow, file: StoredFile, places: RecordingPlaces): Promise<OpenFile> {
  const path = join(dirname(await recordingFile(row, places)), file.name);
  if (row.ownerId === null) await requireInside(places.libraryDir, path);
  // Without waiting: opening a pipe would last until somebody writes into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(gone);
  const entry = await handle.stat();
  if (entry.isFile()) return { handle, sizeBytes: entry.size };
  await handle.close();
  throw noLongerThere();
}

async function requireInside(folder: string, path: string): Promise<void> {
  const way = relative(await realpath(folder), await realpath(path).catch(gone));
  if (way === '..' || way.startsWith('../') || way.startsWith('..\\')) throw noLongerThere();
}

function gone(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ELOOP') throw noLongerThere();
  throw error;
}

function noLongerThere(): Problem {
  return new Problem(404, 'NOT_FOUND', 'The file is no longer where it was when the library was read.');
}

function sendFile(reply: FastifyReply, file: OpenFile, name: string): FastifyReply {
  return asAttachment(reply, name)
    .type('application/octet-stream')
    .header('content-length', file.sizeBytes)
    .send(readStream(file));
}

/** The bytes that were there when it was opened, should somebody be writing to it; closes the file at its end. */
function readStream({ handle, sizeBytes }: OpenFile): Readable {
  return handle.createReadStream(sizeBytes === 0 ? {} : { start: 0, end: sizeBytes - 1 });
}

async function sendZip(
  reply: FastifyReply,
  row: RecordingRow,
  places: RecordingPlaces,
): Promise<FastifyReply> {
  // All of them before the first byte is sent: one that is missing is a 404 and not a broken zip.
  const opened: [string, OpenFile][] = [];
  try {
    for (const file of row.files) opened.push([file.name, await openStored(row, file, places)]);
  } catch (error) {
    await Promise.all(opened.map(([, { handle }]) => handle.close()));
    throw error;
  }
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const contents = opened.map(([name, file]) => {
    const content = readStream(file);
    zip.addReadStream(content, name, { size: file.sizeBytes, mtime: row.createdAt, mode: 0o100644 });
    return content.on('error', (error) => output.destroy(error));
  });
  zip.on('error', (error) => output.destroy(error));
  // When the client goes away, the files that were not read yet are still open.
  output.once('close', () => contents.forEach((content) => void content.destroy()));
  zip.end();
  const stem = row.mainFile.replace(/\.[^.]*$/, '');
  return asAttachment(reply, `${stem}.zip`).type('application/zip').send(output);
}
