import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
}

test('results come in the order of the items, however long each takes', async () => {
  const wait = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));
  expect(await collect(inOrder([20, 1, 10], wait, 3))).toEqual([20, 1, 10]);
});

test('no more than so many are under way at once', async () => {
  let running = 0;
  let most = 0;
  const run = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    return item;
  };
  await collect(inOrder([1, 2, 3, 4, 5, 6, 7], run, 3));
  expect(most).toBe(3);
});

test('an error is thrown at its turn', async () => {
  const run = async (item: number) => {
    if (item === 2) throw new Error('two');
    return item;
  };
  const given: number[] = [];
  await expect(async () => {
    for await (const result of inOrder([1, 2, 3], run, 9)) given.push(result);
  }).rejects.toThrow('two');
  expect(given).toEqual([1]);
});
