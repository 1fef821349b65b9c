import type { FastifyReply } from 'fastify';

/**
 * For saving and never for showing: nothing that people named or uploaded may run in a browser.
 *
 * @param name - of the file, with any characters; the header carries a plain form and the full one (RFC 6266)
 */
export function asAttachment(reply: FastifyReply, name: string): FastifyReply {
  const plain = name.replaceAll(/[^\w .()+-]/g, '_');
  const full = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (sign) => {
    return `%${sign.charCodeAt(0).toString(16)}`;
  });
  return reply
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${full}`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-cache');
}
