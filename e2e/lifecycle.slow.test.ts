/** How a server starts, refuses to start, and ends: as an operator, a shell and a process manager see it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { synthesizeRecording, writeWfdb } from '@sinode/core';
import { writeDataSet } from '@sinode/core/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  createPlace,
  type Place,
  postmasterPids,
  type ServerProcess,
  signIn,
  spawnServer,
  startServerProcess,
} from './testing/server-process.ts';

let place: Place;
beforeAll(async () => {
  place = await createPlace();
});
afterAll(() => place.remove());

const started: ServerProcess[] = [];
async function start(options: Parameters<typeof startServerProcess>[1] = {}): Promise<ServerProcess> {
  const server = await startServerProcess(place, options);
  started.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

/** A start that comes to nothing: what it says, its exit code, and how long that took. */
async function refusal(
  env: Record<string, string>,
  args: readonly string[] = ['--port', '0'],
): Promise<{ code: number | null; text: string; seconds: number }> {
  const begin = performance.now();
  const { process: child, log } = spawnServer(place, { env, args });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text: log(), seconds: (performance.now() - begin) / 1000 };
}

/** Nothing of the place runs any more, and nothing keeps the next server from starting. */
async function expectNothingLeft(where: Place = place): Promise<void> {
  expect(await postmasterPids(where)).toEqual([]);
  const names = await readdir(where.dataDir).catch(() => []);
  expect(names.filter((name) => name.startsWith('lock'))).toEqual([]);
}

describe('is refused in a sentence, and leaves nothing running', () => {
  test('a second process on the same data folder', async () => {
    const server = await start();
    const { code, text } = await refusal({});
    expect(code).toBe(1);
    expect(text).toMatch(
      new RegExp(`^sinode: The data folder .* is in use by process ${server.process.pid}\\. .*\\n$`, 'm'),
    );
    expect(text).not.toContain('bug');
    // The first did not notice.
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(143);
    await expectNothingLeft();
  });

  test('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, text } = await refusal({}, ['--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(text).toContain(
      `sinode: Port ${port} of 127.0.0.1 cannot be opened (another program listens there already)`,
    );
    await expectNothingLeft();
  });

  test('a bad configuration, with the names of all variables', async () => {
    const { code, text } = await refusal({ SINODE_THREADS: 'many', SINODE_REGISTRATION: 'perhaps' }, [
      '--port',
      '99999',
    ]);
    expect(code).toBe(2);
    for (const name of ['--port', 'SINODE_THREADS', 'SINODE_REGISTRATION']) expect(text).toContain(name);
    expect(text.trim().split('\n')).toHaveLength(1);
    await expectNothingLeft();
  });

  test.each([
    ['refuses', 'postgres://sinode:hunter2@127.0.0.1:1/sinode'],
    ['does not exist', 'postgres://sinode:hunter2@no-such-host.invalid/sinode'],
  ])('a database that %s', async (_how, url) => {
    const { code, text, seconds } = await refusal({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(text).toContain('sinode: The database that DATABASE_URL names cannot be used');
    expect(text).not.toMatch(/hunter2|bug/);
    expect(seconds).toBeLessThan(40);
    await expectNothingLeft();
  });

  test('a database that takes the call and says nothing', async () => {
    const silent = createTcpServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const url = `postgres://sinode:hunter2@127.0.0.1:${port}/sinode`;
    const { code, text, seconds } = await refusal({ DATABASE_URL: url });
    silent.close();
    expect([code, text.includes('DATABASE_URL')]).toEqual([1, true]);
    expect(seconds).toBeLessThan(40);
  });

  test.each([
    ['SINODE_DATA_DIR', 'a data folder'],
    ['SINODE_LIBRARY_DIR', 'a library'],
  ])('%s: %s that is a file', async (variable) => {
    const file = join(place.folder, 'a-file');
    await writeFile(file, '');
    const { code, text } = await refusal({ [variable]: file });
    expect(code).toBe(1);
    expect(text).toMatch(new RegExp(`^sinode: The (data folder|library) .*a-file.*${variable}`, 'm'));
    expect(text).not.toContain('bug');
    await expectNothingLeft();
  });

  test('a model that is not there', async () => {
    const { code, text } = await refusal({ SINODE_MODEL: 'nobody-1' });
    expect([code, text]).toEqual([1, expect.stringMatching(/nobody-1[\s\S]*SINODE_MODEL/)]);
    await expectNothingLeft();
  });
});

describe('a stop', () => {
  test('lets a slow upload end, and refuses no answer that it owes', async () => {
    const server = await start();
    const headers = await signIn(server.url, 'slow');
    const [first, second] = inTwo(await form());
    let sendRest = () => {};
    const rest = new Promise<void>((resolve) => {
      sendRest = resolve;
    });
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(first);
        await rest;
        controller.enqueue(second);
        controller.close();
      },
    });
    const answer = fetch(`${server.url}/v1/recordings`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=X' },
      body,
      // Not in the types of fetch yet.
      ...({ duplex: 'half' } as object),
    });
    await wait(500);
    const stopped = server.stop();
    // As long as slow lines may take: a stop breaks off after thirty seconds only.
    await wait(12_000);
    expect(server.process.exitCode).toBeNull();
    sendRest();
    expect((await answer).status).toBe(201);
    const begin = performance.now();
    expect(await stopped).toBe(143);
    // The connection that was kept alive is no reason to wait.
    expect(performance.now() - begin).toBeLessThan(9_000);
    await expectNothingLeft();
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s at any moment of the start leaves nothing behind', async (signal, code) => {
    // The first of these make a database, later ones start it.
    const fresh = await createPlace();
    for (const ms of [150, 400, 700, 1000, 1500, 2500]) {
      const { process: child, log } = spawnServer(fresh, { args: ['--port', '0'], detached: true });
      await wait(ms);
      // To the whole group, as a terminal does.
      process.kill(-(child.pid ?? 0), signal);
      // Node itself needs a moment before anything of ours can answer a signal.
      const expected = log() === '' ? [code, signal] : [code];
      expect(expected).toContain(await exitOf(child));
      expect(log()).not.toContain('bug');
      await expectNothingLeft(fresh);
    }
    await fresh.remove();
  });

  test('that is asked for twice at once, as npm does, is one; asked for again later, it is over', async () => {
    const twice = await start();
    twice.process.kill('SIGINT');
    twice.process.kill('SIGTERM');
    expect([130, 143]).toContain(await exitOf(twice.process));
    await expectNothingLeft();

    const impatient = await start();
    const headers = await signIn(impatient.url, 'slow');
    const never = new ReadableStream<Uint8Array>({
      start: async (controller) => controller.enqueue(inTwo(await form())[0]),
    });
    const request = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=X' },
      body: never,
      ...({ duplex: 'half' } as object),
    };
    const broken = expect(fetch(`${impatient.url}/v1/recordings`, request)).rejects.toThrow();
    await wait(500);
    impatient.process.kill('SIGTERM');
    await wait(1_500);
    expect(impatient.process.exitCode).toBeNull();
    impatient.process.kill('SIGTERM');
    expect(await exitOf(impatient.process)).toBe(143);
    await broken;
    // Its Postgres is taken over.
    const next = await start();
    await next.stop();
    await expectNothingLeft();
  });

  test('gives the running job back, ends event streams, and the next start does the job', async () => {
    await mkdir(place.libraryDir, { recursive: true });
    await writeDataSet(
      join(place.libraryDir, 'many'),
      { records: 120, seconds: 120, samplingRate: 500, seed: 4 },
      () => {},
    );
    let server = await start();
    const headers = await signIn(server.url, 'patient');
    const begun = await fetch(`${server.url}/v1/evaluations`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ source: { kind: 'library', dataSet: 'many' }, protocol: 'cpsc2019' }),
    });
    expect([begun.status, await begun.clone().text()]).toEqual([202, expect.any(String)]);
    const { id } = (await begun.json()) as { id: string };
    const state = async () => {
      const answer = await fetch(`${server.url}/v1/evaluations/${id}`, { headers });
      return (await answer.json()) as { state: string; progress: number };
    };
    await expect.poll(state, { timeout: 30_000, interval: 20 }).toMatchObject({ state: 'running' });
    const events = await fetch(`${server.url}/v1/evaluations/${id}/events`, { headers });
    const told = events.text();

    const begin = performance.now();
    expect(await server.stop()).toBe(143);
    expect(performance.now() - begin).toBeLessThan(8_000);
    // Ended, not cut off, and not with a last event: a client asks again.
    expect(await told).toMatch(/event: progress/);
    expect(await told).not.toMatch(/event: (done|failed|cancelled)/);
    await expectNothingLeft();

    server = await start();
    await expect.poll(state, { timeout: 120_000, interval: 200 }).toMatchObject({ state: 'done' });
    const jobs = server.log().match(/"attempt":\d+.*job begun/g) ?? [];
    expect(jobs.some((line) => line.includes('"attempt":1'))).toBe(true);
  });
});

/** A form with a recording in it, as bytes. */
async function form(): Promise<Uint8Array<ArrayBuffer>> {
  const { recording } = synthesizeRecording({
    seed: 9,
    durationSeconds: 20,
    samplingRate: 500,
    leads: ['II'],
  });
  const parts = writeWfdb({ recordName: 'slow', leads: recording.leads, samplingRate: 500 });
  const pieces: BlobPart[] = parts.flatMap(({ name, bytes }) => [
    `--X\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
    Uint8Array.from(bytes),
    '\r\n',
  ]);
  return new Uint8Array(await new Blob([...pieces, '--X--\r\n']).arrayBuffer());
}

function inTwo(bytes: Uint8Array): [Uint8Array, Uint8Array] {
  const middle = bytes.length >> 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}

async function exitOf(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}
