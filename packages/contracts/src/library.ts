import { z } from 'zod';
import { Protocol } from './evaluation.ts';

const Count = z.int().nonnegative();

/** A folder of the library with recordings in it. */
export const LibraryDataSet = z
  .object({
    name: z.string().describe('Its path below the library; `.` is the library itself'),
    recordings: Count,
    durationSeconds: z.number().nonnegative().describe('Of all recordings together'),
    isSynthetic: z.boolean().describe('Made by Sinode for a first look: no patient has such a heart'),
    protocols: z
      .array(Protocol)
      .describe('How a model can be scored on it; empty where it has no reference beats'),
    annotators: z
      .array(z.string())
      .describe('Endings of the WFDB annotation files with beats; empty for other layouts'),
  })
  .meta({ id: 'LibraryDataSet' });
export type LibraryDataSet = z.infer<typeof LibraryDataSet>;

/** The last look through the folders of the library. */
export const LibraryScan = z
  .object({
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    progress: z.number().min(0).max(1),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'LibraryScan' });
export type LibraryScan = z.infer<typeof LibraryScan>;

export const LibraryReport = z
  .object({
    dataSets: z.array(LibraryDataSet),
    scan: LibraryScan.nullable().describe('null where there was none yet'),
  })
  .meta({
    id: 'Library',
    examples: [
      {
        dataSets: [
          {
            name: '.',
            recordings: 8,
            durationSeconds: 80,
            isSynthetic: true,
            protocols: ['cpsc2019', 'ec57'],
            annotators: [],
          },
        ],
        scan: { state: 'done', progress: 1, finishedAt: '2026-01-31T12:00:00.000Z' },
      },
    ],
  });
export type LibraryReport = z.infer<typeof LibraryReport>;
