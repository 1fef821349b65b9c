/** Files that are made to take time or memory, against the real server: each costs its own request, and nobody else's. */
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { writeMat } from '@sinode/core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildZip } from '../packages/api/src/recordings/testing/build-zip.ts';
import {
  type Answer,
  ask,
  askJson,
  expectRefusal,
  expectUnharmed,
  MULTIPART,
  multipart,
} from './testing/hostile.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const MEGABYTE = 2 ** 20;
const TASK_MEMORY_MB = 64;

let place: Place;
let server: ServerProcess;
let headers: { authorization: string };
async function start(env: Record<string, string>): Promise<void> {
  server = await startServerProcess(place, { env: { SINODE_THREADS: '2', ...env } });
  headers = await signIn(server.url, 'hostile');
}
beforeAll(async () => {
  place = await createPlace();
});
afterEach(async () => {
  await expectUnharmed(server);
  await server.stop();
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

function upload(name: string, content: Uint8Array): Promise<Answer> {
  const body = multipart(JSON.stringify(name), content);
  return ask(`${server.url}/v1/recordings`, { method: 'POST', headers: { ...headers, ...MULTIPART }, body });
}

const predict = () =>
  askJson(`${server.url}/predict`, { data_path: './data/', ecg_file: 'data_00001.mat' }, headers);

/** Predictions of somebody else while something goes on. */
async function othersDuring(work: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  const statuses: number[] = [];
  while (!isOver) statuses.push((await predict()).status);
  return statuses;
}

async function peakBytes(): Promise<number> {
  const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** A variable that MATLAB has compressed: so many doubles in next to nothing. */
function packedMat(count: number): Uint8Array {
  const values = Float64Array.from({ length: count }, (_, i) => (i % 500) / 500);
  const mat = writeMat([{ name: 'ecg', rows: 1, columns: count, values }]);
  const packed = deflateSync(mat.subarray(128), { level: 1 });
  const tag = Buffer.alloc(8);
  // miCOMPRESSED.
  tag.writeInt32LE(15, 0);
  tag.writeInt32LE(packed.length, 4);
  return Buffer.concat([mat.subarray(0, 128), tag, packed]);
}

const wfdb = (header: string, signals = 16) =>
  buildZip([
    { name: 'big.hea', data: Buffer.from(header) },
    { name: 'big.dat', data: Buffer.alloc(signals) },
  ]);

test('a file that takes too long is given up; others are answered meanwhile and after', async () => {
  await start({ SINODE_TASK_SECONDS: '1' });
  const numbers = Buffer.from(`{"samplingRate":500,"ecg":[${'0.25,'.repeat(50_000_000)}0]}`);
  const slow = upload('slow.json', numbers);
  const others = await othersDuring(slow);
  const answer = await slow;
  expectRefusal(answer, [422], 'slow.json');
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'TASK_TOO_LONG' });
  expect(others.length).toBeGreaterThan(5);
  expect(new Set(others)).toEqual(new Set([200]));
  expect((await predict()).status).toBe(200);
});

test('a small file that grows is ended at the memory of a task', async () => {
  await start({ SINODE_TASK_MEMORY_MB: String(TASK_MEMORY_MB) });
  const bomb = packedMat(8_300_000);
  expect(bomb.length).toBeLessThan(2 * MEGABYTE);
  await predict();
  const before = await peakBytes();
  const bombs = Promise.all(Array.from({ length: 6 }, () => upload('bomb.mat', bomb)));
  const others = await othersDuring(bombs);
  for (const answer of await bombs) {
    expectRefusal(answer, [422], 'bomb.mat');
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'OUT_OF_MEMORY' });
  }
  expect(new Set(others)).toEqual(new Set([200]));
  // Two threads at a time, what each may take, and what is thrown away and not yet collected.
  expect(((await peakBytes()) - before) / MEGABYTE).toBeLessThan(6 * TASK_MEMORY_MB);
});

test('headers that promise the world are refused without room for it', async () => {
  await start({});
  await predict();
  const before = await peakBytes();
  const most = 2 ** 31 - 1;
  const lies: [string, Uint8Array][] = [
    ['samples.zip', wfdb(`big 1 500 ${most}\nbig.dat 16 200 12 0 0 0 0 II\n`)],
    ['frame.zip', wfdb(`big 1 500 1000\nbig.dat 16x${most} 200 12 0 0 0 0 II\n`)],
    ['signals.zip', wfdb(`big ${most} 500 1000\nbig.dat 16 200 12 0 0 0 0 II\n`)],
    ['skew.zip', wfdb(`big 1 500 1000\nbig.dat 16:${most} 200 12 0 0 0 0 II\n`)],
    ['segments.zip', wfdb(`big/${most} 1 500 ${most}\nbig ${most}\n`)],
    ['dimensions.mat', lyingMat()],
    ['records.edf', lyingEdf()],
    ['deep.json', Buffer.from(`{"samplingRate":500,"ecg":${'['.repeat(1_000_000)}`)],
    ['rows.csv', Buffer.from(`time,II\n${'9'.repeat(1_000_000)},1\n0,0\n`)],
  ];
  for (const [name, content] of lies) {
    const answer = await upload(name, content);
    expectRefusal(answer, [415, 422], name);
  }
  expect(((await peakBytes()) - before) / MEGABYTE).toBeLessThan(400);
});

/** Two billion columns, and nothing in them. */
function lyingMat(): Uint8Array {
  const mat = Buffer.from(writeMat([{ name: 'ecg', rows: 1, columns: 1, values: [0] }]));
  // The second dimension: after the header, the tag, the flags, the tag of the dimensions and the first.
  mat.writeInt32LE(2 ** 31 - 1, 128 + 8 + 16 + 8 + 4);
  return mat;
}

/** A header of one signal with 99,999,999 records that are not there. */
function lyingEdf(): Uint8Array {
  const text = (value: string | number, width: number) => String(value).padEnd(width);
  const header = [
    [0, 8],
    ['X X X X', 80],
    ['Startdate X X X X', 80],
    ['01.01.20', 8],
    ['00.00.00', 8],
    [512, 8],
    ['', 44],
    [99_999_999, 8],
    [1, 8],
    [1, 4],
    ['ECG II', 16],
    ['', 80],
    ['mV', 8],
    [-5, 8],
    [5, 8],
    [-32768, 8],
    [32767, 8],
    ['', 80],
    [99_999_999, 8],
    ['', 32],
  ] as const;
  return Buffer.from(header.map(([value, width]) => text(value, width)).join(''));
}
