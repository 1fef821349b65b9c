/**
 * Nothing acknowledged is lost: the server, and its Postgres, are killed with -9 in the middle of uploads and of an
 * evaluation. `SINODE_KILL_ROUNDS=10 SINODE_KILL_UPLOADS=500 npm test -- kill-nine` is the long form.
 */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, synthesizeRecording, writeMat } from '@sinode/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createPlace,
  isReady,
  type Place,
  postmasterPids,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const ROUNDS = Number(process.env.SINODE_KILL_ROUNDS ?? 2);
const UPLOADS = Number(process.env.SINODE_KILL_UPLOADS ?? 60);
const AT_ONCE = 8;

let place: Place;
let server: ServerProcess;
let headers: { authorization: string };
beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place);
  headers = await signIn(server.url, 'survivor');
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

/** What the server said it has: id and SHA-256. */
const acknowledged = new Map<string, string>();
const evaluations = new Set<string>();

const ecg = synthesizeRecording({
  seed: 1,
  durationSeconds: 10,
  samplingRate: 500,
  leads: ['II'],
}).recording.leads[0]?.samples;

/** A file that nobody has uploaded before. */
function uniqueFile(round: number, index: number): Uint8Array<ArrayBuffer> {
  const samples = Float32Array.from(ecg ?? [], (value) => value + (round * UPLOADS + index) / 1e4);
  return Uint8Array.from(writeMat([{ name: 'ecg', rows: samples.length, columns: 1, values: samples }]));
}

async function upload(round: number, index: number): Promise<void> {
  const bytes = uniqueFile(round, index);
  const form = new FormData();
  form.append('samplingRate', '500');
  form.append('file', new Blob([bytes]), `data_${index}.mat`);
  const answer = await fetch(`${server.url}/v1/recordings`, { method: 'POST', headers, body: form });
  if (answer.status !== 201 && answer.status !== 200) {
    // While the database is away it says so; anything else would be a bug.
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('code')]);
    return;
  }
  const { id } = (await answer.json()) as { id: string };
  acknowledged.set(id, createHash('sha256').update(bytes).digest('hex'));
}

/** Uploads as fast as it can, a few at once, whatever happens to the server meanwhile. */
async function uploadAll(round: number): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < UPLOADS) {
      const index = next++;
      // A connection that breaks off is no acknowledgement; while nobody answers there is no hurry.
      await upload(round, index).catch(async (error: unknown) => {
        if (!(error instanceof TypeError)) throw error;
        await wait(200);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
}

async function startEvaluation(): Promise<void> {
  const answer = await fetch(`${server.url}/v1/evaluations`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ source: { kind: 'library', dataSet: '.' }, protocol: 'cpsc2019' }),
  });
  expect([answer.status, await answer.clone().text()]).toEqual([202, expect.any(String)]);
  evaluations.add(((await answer.json()) as { id: string }).id);
}

async function untilReady(): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await isReady(server.url)) return;
    await wait(100);
  }
  throw new Error(`it did not come back:\n${server.log().slice(-4000)}`);
}

/** Uploads and an evaluation are under way, then `strike` happens, then everything goes on. */
async function survive(round: number, strike: () => Promise<void>): Promise<void> {
  await startEvaluation();
  const before = acknowledged.size;
  const uploading = uploadAll(round);
  await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 1);
  await wait(createRandom(round).next() * 500);
  await strike();
  await uploading;
  await untilReady();
}

async function verifyEverything(): Promise<void> {
  headers = await signIn(server.url, 'survivor');
  for (const [id, sha256] of acknowledged) {
    const answer = await fetch(`${server.url}/v1/recordings/${id}/download`, { headers });
    expect([id, answer.status]).toEqual([id, 200]);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([id, createHash('sha256').update(bytes).digest('hex')]).toEqual([id, sha256]);
  }
  for (const id of evaluations) {
    await expect
      .poll(() => evaluationState(id), { timeout: 120_000, interval: 300 })
      .toEqual({ state: 'done', files: 8 });
  }
}

async function evaluationState(id: string): Promise<{ state: string; files: number }> {
  const answer = await fetch(`${server.url}/v1/evaluations/${id}`, { headers });
  const { state, files } = (await answer.json()) as { state: string; files: number };
  return { state, files };
}

test(`the server is killed ${ROUNDS} times in the middle of ${UPLOADS} uploads and an evaluation`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await survive(round, async () => {
      await server.kill();
      server = await startServerProcess(place, { port: Number(new URL(server.url).port) });
    });
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
  await verifyEverything();
});

test(`Postgres is killed ${ROUNDS} times in the middle of ${UPLOADS} uploads and an evaluation`, async () => {
  for (let round = ROUNDS; round < 2 * ROUNDS; round++) {
    await survive(round, async () => {
      const [pid] = await postmasterPids(place);
      expect(pid).toBeDefined();
      process.kill(pid ?? 0, 'SIGKILL');
    });
  }
  await verifyEverything();
});

test('what was uploaded and not acknowledged is not half there', async () => {
  const list = await fetch(`${server.url}/v1/recordings?source=mine&limit=200`, { headers });
  const { items } = (await list.json()) as { items: { id: string; sha256: string }[] };
  for (const { id, sha256 } of items) {
    const answer = await fetch(`${server.url}/v1/recordings/${id}/download`, { headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
});
