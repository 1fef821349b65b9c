/** The engine with its real threads, which run from `dist`. */
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { beatAnnotations, writeMat } from '@sinode/core';
import { type ModelFiles, readModel } from '@sinode/core/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';
import { EngineBusyError, TaskError } from './task-error.ts';
import {
  createRecordings,
  type Recordings,
  SAMPLING_RATE,
  SMALL_HEAP_MB,
  TEN_SECONDS,
} from './testing/recordings.ts';

let model: ModelFiles;
let recordings: Recordings;
beforeAll(async () => {
  [model, recordings] = await Promise.all([readModel(), createRecordings()]);
});
afterAll(() => recordings.remove());

const open: Engine[] = [];
async function start(options: EngineOptions): Promise<Engine> {
  const engine = await createEngine(model, options);
  open.push(engine);
  return engine;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.close()));
});

/** So many doubles of the same two seconds over and over: 24 MB in a few hundred kB. */
function mostlyNothing(count: number): Uint8Array {
  const values = Float64Array.from({ length: count }, (_, i) => TEN_SECONDS[i % 1000] ?? 0);
  const mat = writeMat([{ name: 'ecg', rows: 1, columns: count, values }]);
  const packed = deflateSync(mat.subarray(MAT_HEADER_BYTES), { level: 1 });
  const tag = Buffer.alloc(8);
  tag.writeInt32LE(MI_COMPRESSED, 0);
  tag.writeInt32LE(packed.length, 4);
  return Buffer.concat([mat.subarray(0, MAT_HEADER_BYTES), tag, packed]);
}
/** MathWorks, "MAT-File Format". */
const MAT_HEADER_BYTES = 128;
const MI_COMPRESSED = 15;

/** Resolves with the task at its first sign of progress. */
function underWay(run: (onProgress: () => void) => Promise<unknown>): Promise<{ task: Promise<unknown> }> {
  return new Promise((resolve) => {
    const task = run(() => resolve({ task }));
    task.catch(() => {});
  });
}

const analyzeLong = (engine: Engine, options: Parameters<Engine['analyze']>[1] = {}) =>
  underWay((onProgress) => engine.analyze({ file: recordings.long }, { ...options, onProgress }));

describe('tasks that wait', () => {
  test('interactive ones overtake background ones', async () => {
    const engine = await start({ threads: 1 });
    const order: string[] = [];
    const analyze = (name: string, priority: 'interactive' | 'background') =>
      engine.analyze({ file: recordings.short }, { priority }).then(() => order.push(name));
    await Promise.all([
      analyze('first', 'background'),
      analyze('second', 'background'),
      analyze('third', 'background'),
      analyze('person', 'interactive'),
      analyze('another person', 'interactive'),
    ]);
    expect(order).toEqual(['first', 'person', 'another person', 'second', 'third']);
  });

  test('background ones never take the last of two threads', async () => {
    const engine = await start({ threads: 2 });
    const { task } = await analyzeLong(engine, { priority: 'background' });
    let isOver = false;
    void task
      .catch(() => {})
      .finally(() => {
        isOver = true;
      });
    const second = engine.analyze({ file: recordings.short }, { priority: 'background' });
    expect([engine.running, engine.queued]).toEqual([1, 1]);
    expect((await engine.analyze({ file: recordings.short })).beats.length).toBeGreaterThan(5);
    expect([isOver, engine.running, engine.queued]).toEqual([false, 1, 1]);
    await Promise.all([engine.close(), expect(second).rejects.toMatchObject({ code: 'CLOSED' })]);
  });

  test('background ones take every thread where there are no others', async () => {
    const engine = await start({ threads: 2, onlyBackground: true });
    const { task } = await analyzeLong(engine, { priority: 'background' });
    const second = engine.analyze({ file: recordings.short }, { priority: 'background' });
    expect([engine.running, engine.queued]).toEqual([2, 0]);
    expect((await second).beats.length).toBeGreaterThan(5);
    await Promise.all([engine.close(), expect(task).rejects.toMatchObject({ code: 'CLOSED' })]);
  });

  test('are only so many, also of those that one thread is kept from', async () => {
    const engine = await start({ threads: 2, maxQueue: 1 });
    const { task } = await analyzeLong(engine, { priority: 'background' });
    const analyze = () => engine.analyze({ file: recordings.short }, { priority: 'background' });
    const waiting = analyze();
    await expect(analyze()).rejects.toThrow(EngineBusyError);
    // There is a thread for a person still.
    await engine.analyze({ file: recordings.short });
    const [, ...outcomes] = await Promise.allSettled([engine.close(), task, waiting]);
    expect(outcomes).toMatchObject([{ reason: { code: 'CLOSED' } }, { reason: { code: 'CLOSED' } }]);
  });
});

describe.each([
  ['in threads', { threads: 1 }],
  ['in the calling thread', { threads: 1, inThread: true }],
] as const)('%s', (_where, options) => {
  test('a signal ends a task at once while it waits, and at its next progress while it runs', async () => {
    const engine = await start(options);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const { task } = await analyzeLong(engine, { signal: running.signal });
    const second = engine.analyze({ file: recordings.short }, { signal: waiting.signal });
    const third = engine.analyze({ file: recordings.short });
    waiting.abort(new Error('left the queue'));
    await expect(second).rejects.toThrow('left the queue');
    expect(engine.running).toBe(1);
    running.abort(new Error('broken off'));
    await expect(task).rejects.toThrow('broken off');
    // The thread goes on with what is next.
    expect((await third).beats.length).toBeGreaterThan(5);
    await expect(engine.analyze({ file: recordings.short }, { signal: running.signal })).rejects.toThrow(
      'broken off',
    );
  });

  test('errors of the core arrive with their code and message, those of the system with theirs', async () => {
    const engine = await start(options);
    const nothing = engine.analyze({ file: recordings.short, lead: 'V9' });
    await expect(nothing).rejects.toThrow(TaskError);
    await expect(nothing).rejects.toMatchObject({
      code: 'LEAD_NOT_FOUND',
      message: expect.stringContaining('V9'),
      systemCode: null,
      workerStack: null,
    });
    const task = { folder: recordings.folder, file: 'short.hea', samplingRate: null };
    const traceFolder = `${recordings.folder}/nowhere`;
    await expect(engine.prepare({ ...task, traceFolder })).rejects.toMatchObject({
      code: 'SYSTEM',
      systemCode: 'ENOENT',
      path: `${traceFolder}/0.trace`,
    });
  });

  test('closing fails what runs and what waits, once and for all', async () => {
    const engine = await start(options);
    const { task } = await analyzeLong(engine);
    const waiting = engine.analyze({ file: recordings.short });
    const closed = [engine.close(), engine.close()];
    await expect(Promise.allSettled([task, waiting])).resolves.toMatchObject([
      { reason: { code: 'CLOSED' } },
      { reason: { code: 'CLOSED' } },
    ]);
    await Promise.all(closed);
    await expect(engine.analyze({ file: recordings.short })).rejects.toMatchObject({ code: 'CLOSED' });
  });
});

describe('a thread that dies', () => {
  test('fails its task only, and is replaced', { timeout: 30_000 }, async () => {
    const engine = await start({ threads: 1, heapMb: SMALL_HEAP_MB });
    const greedy = engine.analyze({ file: recordings.greedy });
    const next = engine.analyze({ file: recordings.short });
    await expect(greedy).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
    expect((await next).beats.length).toBeGreaterThan(5);
    expect([engine.running, engine.queued]).toEqual([0, 0]);
  });

  test('is not replaced when the engine closes meanwhile', { timeout: 30_000 }, async () => {
    const engine = await start({ threads: 1, heapMb: SMALL_HEAP_MB });
    await expect(engine.analyze({ file: recordings.greedy })).rejects.toMatchObject({
      code: 'OUT_OF_MEMORY',
    });
    // Its successor is about to start.
    const waiting = engine.analyze({ file: recordings.short });
    await Promise.all([engine.close(), expect(waiting).rejects.toMatchObject({ code: 'CLOSED' })]);
  });
});

describe('a task that takes too long', () => {
  const workerFile = fileURLToPath(new URL('./testing/endless-worker.mjs', import.meta.url));

  test('fails in a loop without progress, and its thread is replaced', async () => {
    const engine = await start({ threads: 1, stallSeconds: 3, workerFile });
    const endless = engine.analyze({ file: 'endless' });
    const next = engine.analyze({ file: recordings.short });
    await expect(endless).rejects.toMatchObject({
      code: 'TASK_TOO_LONG',
      message: expect.stringContaining('for 3 s'),
    });
    expect((await next).beats.length).toBeGreaterThan(5);
    expect([engine.running, engine.queued]).toEqual([0, 0]);
  });

  test('fails in the end whatever progress it claims, and holds up nobody else meanwhile', async () => {
    const engine = await start({ threads: 2, stallSeconds: 8, longestSeconds: 10, workerFile });
    const busy = expect(engine.analyze({ file: 'busy' })).rejects.toThrow('after 10 s');
    expect((await engine.analyze({ file: recordings.short })).beats.length).toBeGreaterThan(5);
    expect(engine.running).toBe(1);
    await busy;
  });

  test('is no matter of the whole time: what makes progress goes on beyond the time that it may stand still', async () => {
    const engine = await start({ threads: 1, stallSeconds: 3, workerFile });
    const busy = expect(engine.analyze({ file: 'busy' })).rejects.toMatchObject({ code: 'CLOSED' });
    await wait(5_000);
    expect([engine.running, engine.replaced]).toEqual([1, 0]);
    await engine.close();
    await busy;
  });

  test('does not keep the engine from closing', async () => {
    const engine = await start({ threads: 1, stallSeconds: 60, workerFile });
    const endless = expect(engine.analyze({ file: 'endless' })).rejects.toMatchObject({ code: 'CLOSED' });
    await engine.close();
    await endless;
  });
});

test('a small file that grows beyond the memory of a task fails alone', async () => {
  const engine = await start({ threads: 1, bufferMb: 16 });
  const bomb = await recordings.write('bomb.mat', mostlyNothing(3_000_000));
  const task = engine.analyze({ file: bomb, samplingRate: SAMPLING_RATE });
  const next = engine.analyze({ file: recordings.short });
  await expect(task).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  expect((await next).beats.length).toBeGreaterThan(5);
});

describe('the start', () => {
  test.each([1, 3])(
    'with a broken model is refused, and leaves nothing behind: %d threads',
    async (threads) => {
      const broken = { card: model.card, bytes: new Uint8Array([1, 2, 3]) };
      await expect(createEngine(broken, { threads })).rejects.toMatchObject({ code: 'MODEL_INVALID' });
      await expect(createEngine(broken, { threads, inThread: true })).rejects.toMatchObject({
        code: 'MODEL_INVALID',
      });
      // A thread that lives keeps its port open.
      expect(process.getActiveResourcesInfo().filter((name) => name === 'Worker')).toEqual([]);
    },
  );

  test('can be broken off', async () => {
    const stop = new AbortController();
    const starting = createEngine(model, { threads: 2, signal: stop.signal });
    stop.abort(new Error('not any more'));
    await expect(starting).rejects.toThrow('not any more');
    await expect(createEngine(model, { threads: 1, signal: stop.signal })).rejects.toThrow('not any more');
  });
});

test('scoring against beats that are given is scoring against the same beats in a file', async () => {
  const engine = await start({ threads: 1 });
  const samplesOfBeats = (await engine.analyze({ file: recordings.short })).beats;
  const entry = {
    record: 'short',
    file: recordings.short,
    reference: await recordings.write('short.atr', beatAnnotations(samplesOfBeats, 500)),
  };
  const reference = { beats: samplesOfBeats, excluded: [], samplingRate: 500 };
  for (const protocol of ['ec57', 'cpsc2019'] as const) {
    const fromFile = await engine.evaluate({ options: { protocol }, entry });
    const given = await engine.evaluate({
      options: { protocol },
      record: 'short',
      file: recordings.short,
      reference,
    });
    expect(given).toEqual(fromFile);
    expect(given.score.truePositives).toBeGreaterThan(5);
  }
});

test('reference beats are read in a thread, and a file that holds none is refused by it', async () => {
  const engine = await start({ threads: 1 });
  const beats = Int32Array.of(100, 600, 1100);
  const file = await recordings.write('read.atr', beatAnnotations(beats, 250));
  expect(await engine.reference({ file })).toEqual({ beats, excluded: [], samplingRate: 250 });
  const broken = await recordings.write('broken.mat', 'not at all');
  await expect(engine.reference({ file: broken })).rejects.toThrow(TaskError);
});
