/** What a backup says of itself. */
import { z } from 'zod';

/** The last entry of an archive. */
export const MANIFEST = 'manifest.json';
export const SECRET = 'secret';

export const Manifest = z.object({
  /** Of the archive; another number is another way to read it. */
  format: z.literal(1),
  /** The version that made it. */
  sinode: z.string(),
  createdAt: z.iso.datetime(),
  /** The steps that the tables had taken, in their order. */
  migrations: z.array(z.object({ hash: z.string(), createdAt: z.number() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
  recordings: z.number(),
  files: z.number(),
  /** Of the recordings' files. */
  bytes: z.number(),
  /** Recordings that were deleted while the backup was made: their rows are in it, their files are not. */
  deletedMeanwhile: z.array(z.string()),
  /** Recordings whose files were not there, though nobody deleted them, or could not be read. */
  lost: z.array(z.string()),
  /** Recordings with files that are not what was uploaded; they are in the backup as they were found. */
  damaged: z.array(z.string()),
  /** Over the lines `<sha256>  <name>\n` of all other entries, in their order. */
  sha256: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
