/** The library: recordings and data sets that the operator put there, readable by all who are signed in. */
import { join } from 'node:path';
import { type LibraryDataSet, LibraryReport, LibraryScan } from '@sinode/contracts';
import type { Engine } from '@sinode/engine';
import { count, desc, eq, isNull, sum } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { jobs, recordings } from '../database/schema.ts';
import { LOCATION } from '../http/documentation.ts';
import { enqueue, type JobRow } from '../jobs/jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { referencesIn } from './annotations.ts';
import { isSynthetic } from './fill-library.ts';
import { createScan } from './scan-library.ts';

export interface Library {
  readonly routes: Routes;
  /** Of jobs of the kind `library`. */
  readonly handler: JobHandler;
  /** Asks for a look through the folders; one that waits or runs already is enough. */
  requestScan(): Promise<void>;
}

/** There is one library, so all its jobs are about the same. */
const SUBJECT = 'library';

export function createLibrary({
  db,
  engine,
  libraryDir,
  log,
}: {
  readonly db: Database;
  readonly engine: Pick<Engine, 'inspect' | 'reference'>;
  readonly libraryDir: string;
  readonly log: FastifyBaseLogger;
}): Library {
  const requestScan = () => enqueue(db, { kind: 'library', subject: SUBJECT, ownerId: null });

  return {
    handler: createScan({ db, engine, libraryDir, log }),
    async requestScan() {
      await requestScan();
    },
    routes(app) {
      app.route({
        method: 'GET',
        url: '/v1/library',
        config: { access: 'read' },
        schema: {
          tags: ['recordings'],
          operationId: 'readLibrary',
          summary: 'What the library holds',
          description:
            'The folders with recordings in them, and how a model can be scored on each. The recordings themselves are in `GET /v1/recordings`.',
          response: { 200: LibraryReport },
        },
        async handler() {
          const [last] = await db
            .select()
            .from(jobs)
            .where(eq(jobs.kind, 'library'))
            .orderBy(desc(jobs.createdAt))
            .limit(1);
          return { dataSets: await dataSets(), scan: last === undefined ? null : scanReport(last) };
        },
      });

      app.route({
        method: 'POST',
        url: '/v1/library/scan',
        config: { access: 'admin', headers: { 202: LOCATION } },
        schema: {
          tags: ['administration'],
          operationId: 'scanLibrary',
          summary: 'Look for new, changed and missing recordings in the library',
          description:
            'Also done at each start of the server. How far it is stands in `GET /v1/library`; when one is under way already, that one is told of.',
          response: { 202: LibraryScan },
        },
        async handler(_request, reply) {
          const job = await requestScan();
          return reply.code(202).header('location', '/v1/library').send(scanReport(job));
        },
      });
    },
  };

  async function dataSets(): Promise<LibraryDataSet[]> {
    const rows = await db
      .select({ name: recordings.dataSet, recordings: count(), seconds: sum(recordings.durationSeconds) })
      .from(recordings)
      .where(isNull(recordings.ownerId))
      .groupBy(recordings.dataSet)
      .orderBy(recordings.dataSet);
    return Promise.all(
      rows.map(async ({ name, recordings, seconds }) => {
        const folder = join(libraryDir, name ?? '.');
        return {
          name: name ?? '.',
          recordings,
          durationSeconds: Number(seconds ?? 0),
          isSynthetic: await isSynthetic(folder),
          ...(await referencesIn(folder, engine)),
        };
      }),
    );
  }
}

function scanReport({ state, progress, finishedAt }: JobRow): LibraryScan {
  return { state, progress, finishedAt: finishedAt?.toISOString() ?? null };
}
