/** Beats given out as a file: the report, a table, or annotations. */
import { BeatsFormat } from '@sinode/contracts';
import { BEATS_CSV_HEADING, type BeatTable, beatAnnotations, beatsCsv } from '@sinode/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asAttachment } from '../http/attachment.ts';

export const BeatsQuery = z.object({ format: BeatsFormat.optional() });

const TYPES = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  wfdb: 'application/octet-stream',
} as const;
const ENDINGS = { json: '.json', csv: '.csv', wfdb: '.qrs' } as const;

/** @param report - what the JSON form is */
export function beatsResponses<T extends z.ZodType>(report: T) {
  return {
    200: {
      description: 'The beats, as a file',
      content: {
        'application/json': { schema: report },
        'text/csv': {
          schema: z.string().meta({
            examples: [`${BEATS_CSV_HEADING}night.edf,II,1,100,0.4,1000,0.98\n`],
          }),
        },
        'application/octet-stream': {
          schema: z.string().meta({ format: 'binary', description: 'A WFDB annotation file' }),
        },
      },
    },
  };
}

/**
 * @param format - as the query says it; without it `Accept` decides, and JSON where that does not
 * @param report - the JSON form
 */
export function sendBeats(
  request: FastifyRequest,
  reply: FastifyReply,
  format: BeatsFormat | undefined,
  table: BeatTable,
  report: object,
): FastifyReply {
  const form = format ?? accepted(request.headers.accept ?? '');
  const stem = table.file.replace(/\.[^./\\]{1,8}$/, '') || 'beats';
  asAttachment(reply, `${stem}${ENDINGS[form]}`).header('vary', 'accept').type(TYPES[form]);
  if (form === 'wfdb') {
    return reply.send(Buffer.from(beatAnnotations(table.beats, table.samplingRate)));
  }
  // As text, for the same reason as below.
  const text = form === 'csv' ? BEATS_CSV_HEADING + beatsCsv(table) : JSON.stringify(report);
  return reply.serializer((payload: unknown) => String(payload)).send(text);
}

/**
 * An answer that is not checked number by number on its way out: for a day of beats that stops the server for half a
 * second.
 */
export function unchecked(reply: FastifyReply): void {
  reply.type('application/json; charset=utf-8').serializer((payload: unknown) => JSON.stringify(payload));
}

/** What comes first in the header; nobody who asks for beats weighs forms against each other. */
function accepted(accept: string): BeatsFormat {
  for (const range of accept.split(',')) {
    const type = range.split(';')[0]?.trim().toLowerCase();
    const form = BeatsFormat.options.find((option) => TYPES[option].split(';')[0] === type);
    if (form !== undefined) return form;
  }
  return 'json';
}
