/** The routes of recordings on a real database, folder and engine. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@sinode/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createRecordings, type Recordings, type RecordingsOptions } from '../recordings.ts';
import { createFolderStore } from '../storage/folder-store.ts';
import { asParts, multipart, type TestFile } from './records.ts';

export interface RecordingsApp extends TestApp {
  readonly recordings: Recordings;
  readonly libraryDir: string;
  readonly audited: string[];
  /** Names in a folder of the data folder, but for the store's own id; none where there is no such folder. */
  stored(folder: 'recordings' | 'incoming' | 'traces'): Promise<string[]>;
  upload(
    headers: Record<string, string>,
    files: readonly TestFile[],
    fields?: readonly (readonly [string, string])[],
  ): Promise<{
    status: number;
    location: string | undefined;
    body: Recording & { code: string; detail: string };
  }>;
}

export async function createRecordingsApp(
  limits: Partial<RecordingsOptions['limits']> = {},
): Promise<RecordingsApp> {
  let recordings: Recordings | undefined;
  const audited: string[] = [];
  const context = await createTestApp({
    routes: ({ db, engine, folder }) => {
      const dataDir = join(folder, 'var');
      recordings = createRecordings({
        db,
        engine,
        dataDir,
        places: { store: createFolderStore(dataDir), libraryDir: join(folder, 'library') },
        limits: { maxUploadBytes: 10_000_000, ...limits },
        audit: async (_db, { action }) => void audited.push(action),
        log: { error: () => {} },
      });
      return [...recordings.routes];
    },
  });
  if (recordings === undefined) throw new Error('the routes were not asked for');
  const { close } = recordings;
  return {
    ...context,
    recordings,
    audited,
    libraryDir: join(context.folder, 'library'),
    stored: async (name) =>
      (await readdir(join(context.folder, 'var', name)).catch(() => []))
        .filter((entry) => entry !== 'store-id')
        .sort(),
    async upload(headers, files, fields = []) {
      const body = await multipart([...asParts(files), ...fields]);
      const response = await context.app.inject({
        method: 'POST',
        url: '/v1/recordings',
        payload: body.payload,
        headers: { ...headers, ...body.headers },
      });
      const { location } = response.headers;
      return { status: response.statusCode, location: location as string | undefined, body: response.json() };
    },
    async close() {
      await close();
      await context.close();
    },
  };
}
