import { randomUUID } from 'node:crypto';
import { type ClientRequest, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type App, createApp } from '../app.ts';
import { type Connection, connect, type Database } from '../database/connect.ts';
import { jobs } from '../database/schema.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { eventResponses, followJobs } from './events.ts';
import { cancelJob, enqueue } from './jobs.ts';
import { claimJob, renewLease, settle } from './lease.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let db: Database;
const apps: App[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect(database.url, () => {});
  db = connection.db;
});
afterEach(async () => void (await Promise.all(apps.splice(0).map((app) => app.close()))));
afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Listens on a port of its own. Whoever has a token has the account of that name. */
async function serve(on: Database = db): Promise<{
  app: App;
  url: (job: string) => string;
  follow: (job: string, token: string) => Promise<Response>;
}> {
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: false,
    authenticate: async (userId) => ({
      userId,
      name: userId,
      role: 'user',
      credential: { kind: 'session', sessionId: userId },
    }),
    routes: [
      (scope) => {
        const streamJob = followJobs(scope, on);
        for (const [path, access] of [
          ['/jobs', 'public'],
          ['/own-jobs', 'read'],
        ] as const) {
          scope.route({
            method: 'GET',
            url: `${path}/:id/events`,
            config: { access },
            schema: { params: z.object({ id: z.string() }), response: eventResponses },
            handler: async (request, reply) => streamJob(request, reply, request.params.id),
          });
        }
      },
    ],
  });
  apps.push(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    app,
    url: (job) => `${origin}/jobs/${job}/events`,
    follow: (job, token) =>
      fetch(`${origin}/own-jobs/${job}/events`, { headers: { authorization: `Bearer ${token}` } }),
  };
}

const queue = () => enqueue(db, { kind: 'analysis', subject: randomUUID(), ownerId: null });

async function claim() {
  const claimed = await claimJob(db, ['analysis']);
  if (claimed === null) throw new Error('nothing to claim');
  return claimed;
}

/** Reads an answer piece by piece. */
function reader(response: Response) {
  if (response.body === null) throw new Error('the answer has no body');
  const pieces = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(text)) {
        const { done, value } = await pieces.read();
        if (done) throw new Error(`ended before ${pattern}: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    async rest(): Promise<string> {
      for (;;) {
        const { done, value } = await pieces.read();
        if (done) return text;
        text += decoder.decode(value, { stream: true });
      }
    },
  };
}

test('a job is followed from the queue to its end, each change told once', async () => {
  const { url } = await serve();
  const job = await queue();
  const response = await fetch(url(job.id));
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('x-request-id')).not.toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const events = reader(response);
  await events.until(/"queued"/);
  const claimed = await claim();
  await events.until(/"running","progress":0,/);
  await renewLease(db, claimed, 0.25);
  await events.until(/0\.25/);
  await sleep(1200);
  await settle(db, claimed, { kind: 'done' });
  const status = (state: string, progress: number) =>
    `{"state":"${state}","progress":${progress},"error":null}`;
  expect(await events.rest()).toBe(
    [
      'retry: 2000\n',
      `event: progress\nid: ${job.id}/queued\ndata: ${status('queued', 0)}\n`,
      `event: progress\nid: ${job.id}/running\ndata: ${status('running', 0)}\n`,
      `event: progress\nid: ${job.id}/running\ndata: ${status('running', 0.25)}\n`,
      `event: done\nid: ${job.id}/done\ndata: ${status('done', 1)}\n`,
      '',
    ].join('\n'),
  );
});

test('a job that failed says why', async () => {
  const { url } = await serve();
  const job = await queue();
  await settle(db, await claim(), {
    kind: 'failed',
    error: { code: 'SIGNAL_FLAT', detail: 'Nothing\nthere.' },
  });
  const text = await (await fetch(url(job.id))).text();
  expect(text).toContain('event: failed\n');
  expect(text).toContain('"error":{"code":"SIGNAL_FLAT","detail":"Nothing\\nthere."}');
});

test('a job that is cancelled, or deleted, ends the answer', async () => {
  const { url } = await serve();
  const [one, two] = [await queue(), await queue()];
  const answers = [fetch(url(one.id)), fetch(url(two.id))].map(async (response) => (await response).text());
  await sleep(100);
  await cancelJob(db, one.id);
  await db.delete(jobs).where(eq(jobs.id, two.id));
  for (const text of await Promise.all(answers)) expect(text).toContain('event: cancelled\n');
});

test('a client that was told the end and comes back is told that nothing follows', async () => {
  const { url } = await serve();
  const job = await queue();
  await settle(db, await claim(), { kind: 'done' });
  const id = /id: (.*)\n/.exec(await (await fetch(url(job.id))).text())?.[1] ?? '';
  const again = await fetch(url(job.id), { headers: { 'last-event-id': id } });
  expect(again.status).toBe(204);
  const other = await fetch(url(job.id), { headers: { 'last-event-id': `${randomUUID()}/done` } });
  expect(other.status).toBe(200);
});

test('what has ended without a job is told at once', async () => {
  const { url } = await serve();
  expect(await (await fetch(url('done'))).text()).toContain('event: done\n');
  expect(await (await fetch(url('failed'))).text()).toContain('event: failed\n');
});

test('streams end when the server stops, and do not keep it', async () => {
  const { app, url } = await serve();
  const job = await queue();
  const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(url(job.id))));
  const began = performance.now();
  const texts = Promise.all(responses.map((response) => response.text()));
  await app.close();
  expect(performance.now() - began).toBeLessThan(8_000);
  for (const text of await texts) expect(text).not.toMatch(/event: (done|failed|cancelled)/);
});

/** Opens a stream as a browser does, and waits for its first event. */
function listen(url: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      // Leaving breaks the answer off; that is what is tested.
      response.on('error', () => {});
      response.once('data', () => resolve(request));
    }).on('error', reject);
  });
}

test('a hundred listeners cost two queries a second, and none once they are gone', async () => {
  let queries = 0;
  const counted = Object.create(db, {
    select: {
      value: (...fields: Parameters<typeof db.select>) => {
        queries++;
        return db.select(...fields);
      },
    },
  }) as Database;
  const { url } = await serve(counted);
  const job = await queue();
  const listeners = await Promise.all(Array.from({ length: 100 }, () => listen(url(job.id))));
  const [before, began] = [queries, performance.now()];
  await sleep(1100);
  expect(queries - before).toBeGreaterThan(0);
  expect(queries - before).toBeLessThanOrEqual((performance.now() - began) / 500 + 1);
  for (const listener of listeners) listener.destroy();
  const asked = async () => {
    const after = queries;
    await sleep(1100);
    return queries - after;
  };
  await expect.poll(asked).toBe(0);
  await cancelJob(db, job.id);
});

test('asking for the head only does not follow anything', async () => {
  const { url } = await serve();
  const job = await queue();
  const response = await fetch(url(job.id), { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
});

test('one account cannot take the events from all others', async () => {
  const { follow } = await serve();
  const job = await queue();
  const streams = await Promise.all(Array.from({ length: 50 }, () => follow(job.id, 'greedy')));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));

  const refused = await follow(job.id, 'greedy');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('10');
  expect(await refused.json()).toMatchObject({ code: 'BUSY', detail: expect.stringContaining('50 jobs') });
  // What is over takes no place.
  expect(await (await follow('done', 'greedy')).text()).toContain('event: done');
  expect((await follow(job.id, 'modest')).status).toBe(200);

  await streams[0]?.body?.cancel();
  await expect.poll(async () => (await follow(job.id, 'greedy')).status).toBe(200);
  await cancelJob(db, job.id);
});
