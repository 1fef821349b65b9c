import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fromText, wholeNumber } from '@sinode/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../../app.ts';
import type { Database } from '../../database/connect.ts';
import { callerOf } from '../../http/access.ts';
import { type HeadersSchema, refusal } from '../../http/documentation.ts';
import { hasAlready } from '../../http/has-already.ts';
import { Problem } from '../../http/problem.ts';
import { findRecording, type RecordingRow } from '../find-recording.ts';
import type { Traces } from '../signal/traces.ts';
import { Bytes } from './bytes.ts';
import { RecordingParams } from './records.ts';

/** Wider than any screen. */
const MOST_COLUMNS = 8000;
/** 40 MB: 5 h at 500 Hz. */
const MOST_SAMPLES = 10_000_000;
/** Read and sent at a time. */
const CHUNK_SAMPLES = 256 * 1024;

/** Changes when the same request is answered with other bytes than before. */
const ANSWER_VERSION = 1;

const LeadParams = RecordingParams.extend({
  lead: z
    .string()
    .max(500)
    .describe('Name of the lead, as in `leads` of the recording, encoded for an address'),
});

const sample = (description: string) =>
  fromText(wholeNumber(0, Number.MAX_SAFE_INTEGER)).optional().describe(description);

const StretchQuery = z.object({
  start: sample('First sample; without it the first of the recording'),
  end: sample(
    'The sample after the last; without it the end of the recording. What is beyond the end is left out',
  ),
});

const ENVELOPE = `Smallest and largest value of each column, for drawing the lead at any zoom. The body is pairs of 32-bit floats,
little endian, in mV: minimum and maximum of column 0, of column 1, and so on. Both are NaN where the whole column is a gap.

Columns lie on a grid, so a little more than asked for may come: column 0 begins at the sample \`Sinode-Start-Sample\`, and
each has \`Sinode-Samples-Per-Column\` samples (the last may have fewer). There are at most \`columns\` of them.`;

const SAMPLES = `The samples from \`start\` to before \`end\`, as 32-bit floats, little endian, in mV; NaN where the recording
has a gap. At most ${MOST_SAMPLES} in a request.`;

const ETAG = {
  ETag: { type: 'string', description: 'Of these bytes, for `If-None-Match`' },
} as const satisfies HeadersSchema;

const SAMPLES_HEADERS = {
  ...ETAG,
  'Sinode-Start-Sample': { type: 'integer', description: 'Where the first of the values lies' },
  'Sinode-Sampling-Rate': { type: 'number', description: 'Hz' },
  'Sinode-Sample-Count': { type: 'integer', description: 'Samples of the whole recording' },
} as const satisfies HeadersSchema;

const ENVELOPE_HEADERS = {
  ...SAMPLES_HEADERS,
  'Sinode-Samples-Per-Column': { type: 'integer', description: 'How many samples each column stands for' },
} as const satisfies HeadersSchema;

function floats(description: string) {
  return { 200: { description, content: { 'application/octet-stream': { schema: Bytes } } } };
}

const REFUSALS = {
  304: z.undefined().describe('It is what `If-None-Match` names'),
  ...refusal(507, 'The disk of the server is full, so the signal cannot be made ready'),
};

/** The signal of a lead, for a viewer. */
export function signalRoutes({ db, traces }: { db: Database; traces: Traces }): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/recordings/:id/leads/:lead/envelope',
      config: { access: 'read', headers: { 200: ENVELOPE_HEADERS, 304: ETAG } },
      schema: {
        tags: ['recordings'],
        operationId: 'getEnvelope',
        summary: 'Read a stretch of a lead, reduced to the columns of a plot',
        description: ENVELOPE,
        params: LeadParams,
        querystring: StretchQuery.extend({
          columns: fromText(wholeNumber(1, MOST_COLUMNS))
            .default(1000)
            // Of a schema that takes text as well, zod does not tell the default.
            .meta({ default: 1000, description: 'Columns of the plot, at most' }),
        }),
        response: { ...floats('Pairs of 32-bit floats'), ...REFUSALS },
      },
      async handler(request, reply) {
        const { params, query } = request;
        const row = await findRecording(db, callerOf(request).userId, params.id);
        const lead = leadIndex(row, params.lead);
        const { start, end } = stretch(row, query);
        if (isKnown(request, reply, etagOf(row, ['envelope', lead, start, end, query.columns]))) return reply;
        const envelope = await traces.use(row, lead, (trace) =>
          trace.envelope({ start, end, columns: query.columns }),
        );
        return reply
          .headers({
            'sinode-start-sample': envelope.startSample,
            'sinode-samples-per-column': envelope.samplesPerColumn,
            'sinode-sampling-rate': row.samplingRate,
            'sinode-sample-count': row.sampleCount,
          })
          .type('application/octet-stream')
          .send(bytesOf(envelope.minMax));
      },
    });

    app.route({
      method: 'GET',
      url: '/v1/recordings/:id/leads/:lead/samples',
      config: { access: 'read', headers: { 200: SAMPLES_HEADERS, 304: ETAG } },
      schema: {
        tags: ['recordings'],
        operationId: 'getSamples',
        summary: 'Read the samples of a stretch of a lead',
        description: SAMPLES,
        params: LeadParams,
        querystring: StretchQuery,
        response: { ...floats('32-bit floats'), ...REFUSALS },
      },
      async handler(request, reply) {
        const { params, query } = request;
        const row = await findRecording(db, callerOf(request).userId, params.id);
        const lead = leadIndex(row, params.lead);
        const { start, end } = stretch(row, query);
        if (end - start > MOST_SAMPLES) {
          const detail = `query.end: ${end - start} samples are too many for one request; at most ${MOST_SAMPLES} are sent.`;
          throw new Problem(422, 'VALIDATION_FAILED', detail);
        }
        if (isKnown(request, reply, etagOf(row, ['samples', lead, start, end]))) return reply;
        // The first piece before the headers: what cannot be read is refused, and not broken off.
        const first = await readPiece(traces, row, lead, start, end);
        return reply
          .headers({
            'sinode-start-sample': start,
            'sinode-sampling-rate': row.samplingRate,
            'sinode-sample-count': row.sampleCount,
            'content-length': (end - start) * Float32Array.BYTES_PER_ELEMENT,
          })
          .type('application/octet-stream')
          .send(Readable.from(piecesFrom(first, traces, row, lead, start, end), { objectMode: false }));
      },
    });
  };
}

async function* piecesFrom(
  first: Float32Array,
  ...[traces, row, lead, start, end]: Parameters<typeof readPiece>
): AsyncGenerator<Buffer> {
  yield bytesOf(first);
  for (let at = start + first.length; at < end; at += CHUNK_SAMPLES) {
    yield bytesOf(await readPiece(traces, row, lead, at, end));
  }
}

function readPiece(
  traces: Traces,
  row: RecordingRow,
  lead: number,
  start: number,
  end: number,
): Promise<Float32Array> {
  return traces.use(row, lead, (trace) => trace.read(start, Math.min(end, start + CHUNK_SAMPLES)));
}

function leadIndex({ leads }: RecordingRow, name: string): number {
  const index = leads.findIndex((lead) => lead.name === name);
  if (index >= 0) return index;
  const names = leads.map((lead) => lead.name).join(', ');
  throw new Problem(404, 'NOT_FOUND', `There is no lead "${name}"; the recording has ${names}.`);
}

/** @throws Problem 422 for a stretch without a sample */
function stretch(
  { sampleCount }: RecordingRow,
  { start = 0, end = sampleCount }: { start?: number | undefined; end?: number | undefined },
): { start: number; end: number } {
  if (start < sampleCount && start < end) return { start, end: Math.min(end, sampleCount) };
  const detail = `query.start: the stretch ${start} to ${end} has no sample of this recording, which has ${sampleCount}.`;
  throw new Problem(422, 'VALIDATION_FAILED', detail);
}

/** The same for the same bytes: of which recording, and what was asked for. */
function etagOf(row: RecordingRow, question: readonly (string | number)[]): string {
  const facts = [ANSWER_VERSION, row.sha256, row.libraryStamp, row.givenSamplingRate, ...question];
  return `"${createHash('sha256').update(JSON.stringify(facts)).digest('base64url')}"`;
}

/** Answers 304 where the client has the same already. */
function isKnown(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  // Only whoever is signed in may see it, and each time it is asked whether they still may.
  reply.headers({ etag, 'cache-control': 'private, no-cache' });
  if (!hasAlready(request, etag)) return false;
  reply.code(304).send();
  return true;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
