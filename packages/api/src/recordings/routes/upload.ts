import multipart from '@fastify/multipart';
import { Recording } from '@sinode/contracts';
import { z } from 'zod';
import type { Routes } from '../../app.ts';
import { callerOf } from '../../http/access.ts';
import { LOCATION, refusal } from '../../http/documentation.ts';
import { describeRecording } from '../describe-recordings.ts';
import { acceptUpload, type UploadContext } from '../upload/accept-upload.ts';
import { MOST_FILES } from '../upload/receive-upload.ts';

const DESCRIPTION = `One file (MATLAB, EDF, BDF, CSV, JSON), the files of one WFDB record (header, signals, and annotations
if there are any; up to ${MOST_FILES}), or one zip of them. Each file goes into a field named \`file\`; the other fields may
come before or after.

The recording is checked before it is accepted and stored as it came; of a zip the files in it are stored, not the zip.
With 201 it is safely on disk. The same bytes again, from the same person, are answered with 200 and the recording that
is there already, unchanged: an upload whose answer was lost can simply be sent again.`;

/** For the documentation only: the body is streamed, and checked by `acceptUpload`. */
const UploadForm = z
  .object({
    file: z
      .array(z.string().meta({ format: 'binary' }))
      .min(1)
      .max(MOST_FILES)
      .describe('The file, the files of a WFDB record, or a zip'),
    name: z.string().max(200).optional().describe('What to call it; without it the name of the file'),
    note: z.string().max(10_000).optional().describe('Free text'),
    tags: z.array(z.string()).optional().describe('Several fields, or one with commas between the tags'),
    samplingRate: z
      .number()
      .positive()
      .optional()
      .describe(
        'Hz; for MATLAB, CSV and JSON, where it wins over what the file says. WFDB and EDF carry their own',
      ),
  })
  .meta({
    id: 'UploadForm',
    examples: [{ file: ['(the bytes of night.edf)'], name: 'Night, Holter', tags: ['holter', 'sleep'] }],
  });

/** @param onAccepted - told of every upload that was not there before */
export function uploadRoutes(context: UploadContext, onAccepted: (bytes: number) => void = () => {}): Routes {
  return async (app) => {
    await app.register(multipart);
    app.route({
      method: 'POST',
      url: '/v1/recordings',
      config: { access: 'write', headers: { 201: LOCATION } },
      schema: {
        tags: ['recordings'],
        operationId: 'uploadRecording',
        summary: 'Upload a recording',
        description: DESCRIPTION,
        consumes: ['multipart/form-data'],
        body: UploadForm,
        response: {
          200: Recording.describe('It was there already'),
          201: Recording.describe('It is stored'),
          ...refusal(408, 'Nothing came for too long'),
          ...refusal(409, 'It was deleted while it was uploaded a second time'),
          ...refusal(507, 'The disk of the server is full'),
        },
      },
      validatorCompiler: () => (value) => ({ value }),
      async handler(request, reply) {
        const { row, isNew } = await acceptUpload(context, request, callerOf(request).userId);
        if (isNew) {
          onAccepted(row.sizeBytes);
          reply.header('location', `/v1/recordings/${row.id}`);
        }
        return reply.code(isNew ? 201 : 200).send(await describeRecording(context.db, row));
      },
    });
  };
}
