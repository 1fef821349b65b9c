/** The uploads of this page: they go on while one moves about in it. */
import { orThrow } from '@sinode/client';
import { client, connection, queryClient, session } from '../../api/api.ts';
import { refresh } from '../../api/refresh.ts';
import { LISTS } from '../../recording/query-keys.ts';
import { analyzeSoon } from '../analyze-soon.ts';
import { deletions } from '../recording-deletions.tsx';
import { sendUpload } from './send-upload.ts';
import { createUploadQueue, isUnderWay } from './upload-queue.ts';

export const uploads = createUploadQueue({
  async send(upload, sending) {
    let { recording, isNew } = await sendUpload(upload, sending);
    // It was there already, and is about to be deleted, or just was.
    if (!isNew && !(await deletions.keep(recording.id))) {
      ({ recording, isNew } = await sendUpload(upload, sending));
    }
    void refresh(queryClient, LISTS);
    // So that the heart rate is there when somebody looks.
    if (recording.analysis === null) void analyzeSoon(recording.id).catch(() => {});
    return { recordingId: recording.id, isNew };
  },
  async maxUploadBytes() {
    // Where this fails, the server says it when it has read too much.
    const server = await readServer().catch(() => null);
    return server?.maxUploadBytes ?? null;
  },
  async untilBack(signal) {
    await client.GET('/v1/server', { signal }).catch(() => {});
    if (!connection.isAway()) return false;
    await new Promise<void>((resolve, reject) => {
      const stop = connection.subscribe(() => {
        if (connection.isAway()) return;
        stop();
        resolve();
      });
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
    return true;
  },
});

function readServer() {
  return queryClient.fetchQuery({
    queryKey: ['server'],
    queryFn: () => orThrow(client.GET('/v1/server')),
    staleTime: 60_000,
    retry: false,
  });
}

session.subscribe(() => {
  // What one person uploads is nothing for the next.
  if (session.get().kind === 'signed-out') uploads.reset();
});

addEventListener('beforeunload', (event) => {
  if (uploads.get().some(isUnderWay)) event.preventDefault();
});
