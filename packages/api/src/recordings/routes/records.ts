import { Recording, RecordingChange, RecordingFilter } from '@sinode/contracts';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Routes } from '../../app.ts';
import type { Database, Transaction } from '../../database/connect.ts';
import { recordings } from '../../database/schema.ts';
import { callerOf } from '../../http/access.ts';
import { PageQuery, pageOf } from '../../http/page.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { describeRecording, describeRecordings } from '../describe-recordings.ts';
import { findRecording, type RecordingRow } from '../find-recording.ts';
import { listRecordings } from '../list-recordings.ts';

/** Remembers who did what: `audit` of `accounts/audit.ts`. */
export type Audit = (
  db: Database | Transaction,
  deed: {
    readonly action: 'recording.deleted' | 'recording.expired';
    readonly userId: string | null;
    readonly target: string;
    readonly address: string | null;
  },
) => Promise<void>;

export interface RecordContext {
  readonly db: Database;
  readonly audit: Audit;
  /** Throws away the files and traces of recordings that are no longer in the database. */
  readonly remove: (ids: readonly string[]) => Promise<void>;
}

export const RecordingParams = z.object({ id: z.uuid().describe('Of the recording') });

const tags = ['recordings'];

/** Listing, reading, renaming and deleting recordings. */
export function recordRoutes({ db, audit, remove }: RecordContext): Routes {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/v1/recordings',
      config: { access: 'read' },
      schema: {
        tags,
        operationId: 'listRecordings',
        summary: 'List recordings: your own and those of the library',
        querystring: RecordingFilter.extend(PageQuery.shape),
        response: { 200: pageOf(Recording) },
      },
      async handler(request) {
        const { rows, nextCursor } = await listRecordings(db, callerOf(request).userId, request.query);
        return { items: await describeRecordings(db, rows), nextCursor };
      },
    });

    app.route({
      method: 'GET',
      url: '/v1/recordings/:id',
      config: { access: 'read' },
      schema: {
        tags,
        operationId: 'getRecording',
        summary: 'Read what is known of a recording',
        params: RecordingParams,
        response: { 200: Recording },
      },
      async handler(request) {
        return describeRecording(db, await findRecording(db, callerOf(request).userId, request.params.id));
      },
    });

    app.route({
      method: 'PATCH',
      url: '/v1/recordings/:id',
      config: { access: 'write' },
      schema: {
        tags,
        operationId: 'changeRecording',
        summary: 'Change name, note and tags of a recording of your own',
        params: RecordingParams,
        body: RecordingChange,
        response: { 200: Recording },
      },
      async handler(request) {
        const { userId } = callerOf(request);
        const row = await findRecording(db, userId, request.params.id);
        requireOwn(row, 'changed');
        const change = changed(request.body);
        if (Object.keys(change).length === 0) return describeRecording(db, row);
        const [after] = await db.update(recordings).set(change).where(ownRow(row.id, userId)).returning();
        if (after === undefined) throw notFound('recording');
        return describeRecording(db, after);
      },
    });

    app.route({
      method: 'DELETE',
      url: '/v1/recordings/:id',
      config: { access: 'write' },
      schema: {
        tags,
        operationId: 'deleteRecording',
        summary: 'Delete a recording of your own, with its analyses and corrections',
        params: RecordingParams,
        response: { 204: z.undefined().describe('It is gone') },
      },
      async handler(request, reply) {
        const { userId } = callerOf(request);
        const row = await findRecording(db, userId, request.params.id);
        requireOwn(row, 'deleted');
        await db.transaction(async (tx) => {
          const gone = await tx
            .delete(recordings)
            .where(ownRow(row.id, userId))
            .returning({ id: recordings.id });
          if (gone.length === 0) throw notFound('recording');
          await audit(tx, { action: 'recording.deleted', userId, target: row.id, address: request.ip });
        });
        // The row went first: were the server to stop here, the sweep would find files that nobody owns.
        await remove([row.id]).catch((error: unknown) =>
          request.log.warn({ err: error }, 'files of a deleted recording are left for the sweep'),
        );
        return reply.code(204).send();
      },
    });
  };
}

function ownRow(id: string, userId: string) {
  return and(eq(recordings.id, id), eq(recordings.ownerId, userId));
}

function requireOwn({ ownerId }: RecordingRow, what: string): void {
  if (ownerId !== null) return;
  const detail = `Recordings of the library cannot be ${what} here: whoever runs this server takes care of them.`;
  throw new Problem(403, 'FORBIDDEN', detail);
}

function changed({ name, note, tags }: RecordingChange): Partial<RecordingRow> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
  };
}
