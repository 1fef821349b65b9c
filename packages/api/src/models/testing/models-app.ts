/** An application with the models of a server on it, each with a real engine, and recordings to ask about. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { synthesizeRecording } from '@sinode/core';
import { DEFAULT_MODEL, type ModelFiles, modelFolder, readModel } from '@sinode/core/node';
import { createEngine } from '@sinode/engine';
import { eq } from 'drizzle-orm';
import type { InjectOptions } from 'fastify';
import { pino } from 'pino';
import { createAnalyses } from '../../analyses/analyses.ts';
import { recordings, users } from '../../database/schema.ts';
import { inferenceRoutes } from '../../inference/inference.ts';
import type { RecordingRow } from '../../recordings/find-recording.ts';
import { createFolderStore } from '../../recordings/storage/folder-store.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createModels, type Models } from '../models.ts';

const SAMPLING_RATE = 250;

export interface ModelsApp extends Omit<TestApp, 'engine'> {
  readonly models: Models;
  readonly admin: { readonly userId: string; readonly headers: { readonly authorization: string } };
  send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers?: object,
  ): Promise<Answer>;
  /** Uploads the files of a model's folder, changed where the test wants. */
  upload(folder: string, change?: (files: Record<string, Buffer>) => Record<string, Buffer>): Promise<Answer>;
  /** A recording of the administrator with synthetic ECG, uploaded as JSON. */
  addRecording(seed: number, options?: { ownerId?: string; lead?: string }): Promise<RecordingRow>;
}

type Answer = Awaited<ReturnType<TestApp['app']['inject']>>;

export async function openModelsApp(): Promise<ModelsApp> {
  let models: Models | null = null;
  const test = await createTestApp({
    async routes({ db, folder, accounts, engine: unused }) {
      await unused.close();
      const builtIn = await readModel();
      const startEngine = (model: ModelFiles) => createEngine(model, { threads: 1, inThread: true });
      models = createModels({
        db,
        log: pino({ level: 'silent' }),
        role: 'all',
        builtIn,
        builtInFolder: modelFolder(DEFAULT_MODEL),
        engine: await startEngine(builtIn),
        startEngine,
        filesDir: join(folder, 'models'),
      });
      const { engine, registry, host, shadow } = models;
      const places = { store: createFolderStore(folder), libraryDir: join(folder, 'library') };
      const cards = async () => (await registry.list()).map(({ card }) => card);
      const others = { cards, borrow: host.borrow, offer: shadow.offer };
      const analyses = createAnalyses({ db, engine, places, models: others });
      return [
        accounts.routes,
        analyses.routes,
        ...models.routes,
        inferenceRoutes({ engine, db, version: '0.0.0' }),
      ];
    },
  });
  if (models === null) throw new Error('no routes were asked for');
  const opened: Models = models;
  const admin = await test.signUp('root');
  await test.db.update(users).set({ role: 'admin' }).where(eq(users.id, admin.userId));
  const send: ModelsApp['send'] = (method, url, body, headers = admin.headers) =>
    test.app.inject({
      method,
      url,
      headers: headers as InjectOptions['headers'] & object,
      ...(body === undefined ? {} : { payload: body }),
    });
  return {
    ...test,
    models: opened,
    admin,
    send,
    async upload(folder, change = (files) => files) {
      const names = ['model.json', 'model.onnx', 'parity.json'];
      const read = await Promise.all(
        names.map(async (name) => [name, await readFile(join(folder, name))] as const),
      );
      const form = new FormData();
      for (const [name, bytes] of Object.entries(change(Object.fromEntries(read)))) {
        form.append('file', new Blob([new Uint8Array(bytes)]), name);
      }
      const encoded = new Response(form);
      return test.app.inject({
        method: 'POST',
        url: '/v1/admin/models',
        headers: { ...admin.headers, 'content-type': encoded.headers.get('content-type') ?? '' },
        payload: Buffer.from(await encoded.arrayBuffer()),
      });
    },
    async addRecording(seed, { ownerId = admin.userId, lead = 'II' } = {}) {
      const { recording } = synthesizeRecording({
        seed,
        durationSeconds: 20,
        samplingRate: SAMPLING_RATE,
        leads: ['II'],
      });
      const [{ samples } = { samples: new Float32Array() }] = recording.leads;
      const values = Array.from(samples, (mv) => Math.round(mv * 1000) / 1000);
      const text = JSON.stringify({ samplingRate: SAMPLING_RATE, leads: { [lead]: values } });
      const id = randomUUID();
      const place = join(test.folder, 'recordings', id);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, 'ecg.json'), text);
      const sha256 = createHash('sha256').update(text).update(id).digest('hex');
      const [row] = await test.db
        .insert(recordings)
        .values({
          id,
          ownerId,
          name: 'Frau Müller, Nacht.json',
          note: 'Zimmer 4',
          format: 'json',
          samplingRate: SAMPLING_RATE,
          sampleCount: samples.length,
          durationSeconds: samples.length / SAMPLING_RATE,
          startTime: new Date('2026-01-02T03:04:05Z'),
          leads: [{ name: lead, unit: 'mV', gapSeconds: 0, minMv: -1, maxMv: 1 }],
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
    async close() {
      await opened.close();
      await test.close();
    },
  };
}
