/** Everything about recordings: how they come, where they stay, how they are found, looked at and deleted. */
import type { Engine } from '@sinode/engine';
import type { FastifyBaseLogger } from 'fastify';
import type { Routes } from '../app.ts';
import type { Database } from '../database/connect.ts';
import { expireRecordings } from './expire-recordings.ts';
import type { RecordingPlaces } from './find-recording.ts';
import { fileRoutes } from './routes/files.ts';
import { type Audit, recordRoutes } from './routes/records.ts';
import { referenceBeatsRoutes } from './routes/reference.ts';
import { signalRoutes } from './routes/signal.ts';
import { uploadRoutes } from './routes/upload.ts';
import { createTraces, type TraceOptions, type Traces } from './signal/traces.ts';
import { sweep } from './sweep.ts';

/** An upload of which nothing came for so long has come to an end. */
const STALL_MS = 30_000;

export interface RecordingsOptions extends TraceOptions {
  readonly engine: Pick<Engine, 'prepare' | 'reference'>;
  readonly db: Database;
  readonly places: RecordingPlaces;
  readonly limits: {
    /** Bytes of all files of a recording together, packed and unpacked. */
    readonly maxUploadBytes: number;
    /** Of one person; null for no limit. @default null */
    readonly quotaBytes?: number | null;
    /** @default 30_000 */
    readonly stallMs?: number;
  };
  /** Most that the traces have together, where the disk is smaller than the store. @default null */
  readonly mostTraceBytes?: number | null;
  /** Days after which uploads are deleted; `null`: never. @default null */
  readonly keepDays?: number | null;
  readonly audit: Audit;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
  /** Told of the size of every upload that was accepted. */
  readonly onUploaded?: (bytes: number) => void;
}

export interface Recordings {
  readonly routes: readonly Routes[];
  readonly traces: Traces;
  /** Clears what a crash left behind; at the start and every hour. */
  sweep(): Promise<void>;
  /** Deletes uploads that have been here for as long as they may; every hour. */
  expire(): Promise<void>;
  /** Throws away the files and traces of recordings whose rows are gone. */
  remove(ids: readonly string[]): Promise<void>;
  /** Closes the files that are open for reading. */
  close(): Promise<void>;
}

export function createRecordings({
  db,
  engine,
  places,
  dataDir,
  limits,
  mostTraceBytes = null,
  keepDays = null,
  audit,
  log,
  onUploaded,
}: RecordingsOptions): Recordings {
  const { store } = places;
  const traces = createTraces({ engine, places, dataDir });

  async function remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await store.remove(id);
    await traces.remove(ids);
  }

  return {
    routes: [
      uploadRoutes({ db, store, traces, limits: { stallMs: STALL_MS, ...limits } }, onUploaded),
      recordRoutes({ db, audit, remove }),
      fileRoutes({ db, places }),
      signalRoutes({ db, traces }),
      referenceBeatsRoutes({ db, engine, places }),
    ],
    traces,
    sweep: () => sweep({ db, store, traces, mostTraceBytes, log }),
    expire: () => expireRecordings({ db, audit, remove }, keepDays),
    remove,
    close: () => traces.close(),
  };
}
