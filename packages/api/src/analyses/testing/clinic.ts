/** An application with analyses on it, and synthetic recordings for it. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LeadName, synthesizeRecording } from '@sinode/core';
import type { InjectOptions } from 'fastify';
import { recordings } from '../../database/schema.ts';
import type { RecordingRow } from '../../recordings/find-recording.ts';
import { createFolderStore } from '../../recordings/storage/folder-store.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { type Analyses, createAnalyses } from '../analyses.ts';

export const SAMPLING_RATE = 250;

export interface Clinic extends TestApp {
  readonly analyses: Analyses;
  /** Puts a recording into the database and its file where it belongs. */
  addRecording(options: {
    readonly ownerId: string | null;
    readonly seconds?: number;
    readonly leads?: readonly LeadName[];
    readonly seed?: number;
    /** The content of the file, for one that is not what it says. */
    readonly content?: string;
  }): Promise<RecordingRow>;
  /** Requests of one person. */
  as(person: { readonly headers: Record<string, string> }): {
    get(url: string, headers?: Record<string, string>): ReturnType<Clinic['send']>;
    post(url: string, body?: object): ReturnType<Clinic['send']>;
    delete(url: string): ReturnType<Clinic['send']>;
  };
  send(options: InjectOptions): Promise<Awaited<ReturnType<TestApp['app']['inject']>>>;
}

export async function openClinic(): Promise<Clinic> {
  let analyses: Analyses | null = null;
  const test = await createTestApp({
    routes({ db, engine, folder }) {
      const places = { store: createFolderStore(folder), libraryDir: join(folder, 'library') };
      analyses = createAnalyses({ db, engine, places });
      return [analyses.routes];
    },
  });
  if (analyses === null) throw new Error('no routes were asked for');
  const send = (options: InjectOptions) => test.app.inject(options);
  return {
    ...test,
    analyses,
    send,
    as: ({ headers }) => ({
      get: (url, more = {}) => send({ method: 'GET', url, headers: { ...headers, ...more } }),
      post: (url, body) =>
        send({ method: 'POST', url, headers, ...(body === undefined ? {} : { payload: body }) }),
      delete: (url) => send({ method: 'DELETE', url, headers }),
    }),
    async addRecording({ ownerId, seconds = 20, leads = ['II'], seed = 1, content }) {
      const options = { seed, durationSeconds: seconds, samplingRate: SAMPLING_RATE, leads };
      const { recording } = synthesizeRecording(options);
      const named = recording.leads.map(({ name, samples }) => [
        name,
        Array.from(samples, (mv) => Math.round(mv * 1000) / 1000),
      ]);
      const text =
        content ?? JSON.stringify({ samplingRate: SAMPLING_RATE, leads: Object.fromEntries(named) });
      const id = randomUUID();
      const folder =
        ownerId === null ? join(test.folder, 'library', id) : join(test.folder, 'recordings', id);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'ecg.json'), text);
      const sha256 = createHash('sha256').update(text).update(id).digest('hex');
      const [row] = await test.db
        .insert(recordings)
        .values({
          id,
          ownerId,
          libraryPath: ownerId === null ? `${id}/ecg.json` : null,
          name: 'a "night", Müller; 心.json',
          format: 'json',
          samplingRate: SAMPLING_RATE,
          sampleCount: seconds * SAMPLING_RATE,
          durationSeconds: seconds,
          leads: leads.map((name) => ({ name, unit: 'mV', gapSeconds: 0, minMv: -1, maxMv: 1 })),
          warnings: [],
          files: [{ name: 'ecg.json', sizeBytes: text.length, sha256 }],
          mainFile: 'ecg.json',
          sha256,
          sizeBytes: text.length,
        })
        .returning();
      if (row === undefined) throw new Error('the recording was not stored');
      return row;
    },
  };
}
