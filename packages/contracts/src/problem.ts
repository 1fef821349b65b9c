import { z } from 'zod';

/** Every refusal of the API (RFC 9457). */
export const ProblemReport = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The name of the status'),
    status: z.int().min(400).max(599),
    code: z.string().describe('Stable: what a program should look at'),
    detail: z.string().describe('For a person: what is wrong, where, what to do'),
    requestId: z.string().describe('Names this request in the log of the server'),
    fields: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with which part of the request; of very many the first 20'),
  })
  .meta({
    id: 'Problem',
    description: 'A refusal, as in RFC 9457',
    examples: [
      {
        type: 'about:blank',
        title: 'Unprocessable Entity',
        status: 422,
        code: 'VALIDATION_FAILED',
        detail: 'body.lead: must name a lead.',
        requestId: 'req-1',
        fields: [{ field: 'body.lead', message: 'must name a lead' }],
      },
    ],
  });
export type ProblemReport = z.infer<typeof ProblemReport>;
