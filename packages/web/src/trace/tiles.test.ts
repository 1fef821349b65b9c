import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { memorySource } from './testing/memory-source.ts';
import { createTiles, type Tiles, valueAt } from './tiles.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A ramp: the value at each sample is its index in thousandths. */
const ramp = (length: number) => Float32Array.from({ length }, (_, i) => i / 1000);

async function complete(tiles: Tiles): Promise<void> {
  await expect.poll(() => tiles.isComplete()).toBe(true);
}

test('what is loaded covers the stretch, in order and without overlap, and is exact', async () => {
  const samples = Float32Array.from(
    { length: 100_000 },
    (_, i) => Math.sin(i / 37) + (i % 1009 === 0 ? 5 : 0),
  );
  const source = await memorySource(250, { II: samples });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 99_998 }),
      fc.integer({ min: 1, max: 60_000 }),
      fc.double({ min: 0.1, max: 500, noNaN: true }),
      async (start, length, samplesPerPixel) => {
        const end = Math.min(samples.length, start + length);
        const tiles = createTiles(source, () => {});
        tiles.chunks('II', start, end, samplesPerPixel);
        await wait(0);
        await complete(tiles);
        const chunks = tiles.chunks('II', start, end, samplesPerPixel);
        expect(chunks[0]?.from).toBe(start);
        expect(chunks.at(-1)?.to).toBe(end);
        for (const [i, chunk] of chunks.entries()) {
          if (i > 0) expect(chunk.from).toBe(chunks[i - 1]?.to);
          expect(chunk.samplesPerColumn).toBeLessThanOrEqual(Math.max(1, samplesPerPixel));
          const column = Math.floor((chunk.from - chunk.startSample) / chunk.samplesPerColumn);
          const first = chunk.startSample + column * chunk.samplesPerColumn;
          const inColumn = samples.subarray(first, first + chunk.samplesPerColumn);
          expect(chunk.minMax[2 * column]).toBe(Math.min(...inColumn));
          expect(chunk.minMax[2 * column + 1]).toBe(Math.max(...inColumn));
        }
        tiles.dispose();
      },
    ),
    { numRuns: 50 },
  );
});

test('what is there is not asked for again', async () => {
  const source = await memorySource(250, { II: ramp(50_000) });
  const tiles = createTiles(source, () => {});
  tiles.chunks('II', 0, 4000, 2);
  await wait(0);
  await complete(tiles);
  const asked = source.asked();
  expect(asked).toBeGreaterThan(0);
  expect(tiles.chunks('II', 100, 3900, 2).length).toBeGreaterThan(0);
  await wait(10);
  expect(source.asked()).toBe(asked);
});

test('until the fine tiles come, the whole recording is drawn coarsely', async () => {
  const source = await memorySource(250, { II: ramp(100_000) });
  const tiles = createTiles(source, () => {});
  expect(tiles.chunks('II', 0, 100_000, 200)).toEqual([]);
  await wait(0);
  await complete(tiles);
  expect(tiles.whole('II')).not.toBeNull();
  const [chunk] = tiles.chunks('II', 2000, 2600, 1);
  expect(chunk).toMatchObject({ from: 2000 });
  expect(chunk?.samplesPerColumn).toBeGreaterThan(1);
});

test('a tile that cannot be had is told of, and asked for again a while later', async () => {
  vi.useFakeTimers();
  try {
    const real = await memorySource(250, { II: ramp(5000) });
    let isBroken = true;
    const failures: unknown[] = [];
    const tiles = createTiles(
      {
        ...real,
        envelope: (...question) =>
          isBroken ? Promise.reject(new TypeError('no connection')) : real.envelope(...question),
      },
      (failure) => failures.push(failure),
    );
    tiles.chunks('II', 0, 400, 1);
    await vi.advanceTimersByTimeAsync(0);
    expect(failures.some((failure) => failure instanceof TypeError)).toBe(true);
    expect(tiles.chunks('II', 0, 400, 1)).toEqual([]);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(3000);
    tiles.chunks('II', 0, 400, 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(tiles.chunks('II', 0, 400, 1)).toMatchObject([{ from: 0, to: 400 }]);
  } finally {
    vi.useRealTimers();
  }
});

test('a mark stands at the end of a column that is further from the baseline', () => {
  const minMax = Float32Array.of(-0.2, 1.5, -2, 0.5, Number.NaN, Number.NaN);
  const chunks = [{ minMax, startSample: 0, samplesPerColumn: 10, from: 0, to: 30 }];
  expect(valueAt(chunks, 3, 0)).toBe(1.5);
  expect(valueAt(chunks, 12, 0)).toBe(-2);
  expect(valueAt(chunks, 12, -2)).toBe(0.5);
  expect(valueAt(chunks, 25, 0)).toBeNull();
  expect(valueAt(chunks, 31, 0)).toBeNull();
});
