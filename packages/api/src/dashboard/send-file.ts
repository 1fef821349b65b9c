import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasAlready } from '../http/has-already.ts';
import type { FoundFile } from './find-file.ts';

const A_YEAR_SECONDS = 365 * 24 * 3600;

/** Sends a file, or 304 where the browser has it already; closes it in any case. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { handle, sizeBytes, type, encoding, etag, isForEver }: FoundFile,
): Promise<FastifyReply> {
  reply.headers({
    'cache-control': isForEver ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache',
    etag,
    vary: 'accept-encoding',
  });
  if (hasAlready(request, etag)) {
    await handle.close();
    return reply.code(304).send();
  }
  reply.type(type).header('content-length', sizeBytes);
  if (encoding !== null) reply.header('content-encoding', encoding);
  if (request.method === 'HEAD' || sizeBytes === 0) {
    await handle.close();
    return reply.send('');
  }
  // As much as there was when it was opened, should somebody be writing to it. It closes the file at its end.
  return reply.send(handle.createReadStream({ start: 0, end: sizeBytes - 1 }));
}
