import { z } from 'zod';

/** How far a piece of work is. */
export const JobState = z
  .enum(['queued', 'running', 'done', 'failed', 'cancelled'])
  .describe('queued: waits for a worker; the last three are final');
export type JobState = z.infer<typeof JobState>;

/** Why a piece of work failed. */
export const JobFailure = z
  .object({
    code: z.string().describe('Stable: what a program should look at'),
    detail: z.string().describe('For a person: what is wrong, what to do'),
  })
  .meta({ id: 'JobFailure' });
export type JobFailure = z.infer<typeof JobFailure>;

/** 0..1. */
export const JobProgress = z.number().min(0).max(1).describe('Share that is done');
