import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('never more than so many run at a time, and all do, in their order', async () => {
  const { run } = createLimiter(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const results = await Promise.all(
    [1, 2, 3, 4, 5].map((number) =>
      run(async () => {
        begun.push(number);
        running++;
        most = Math.max(most, running);
        await wait(5);
        running--;
        return 10 * number;
      }),
    ),
  );
  expect(results).toEqual([10, 20, 30, 40, 50]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a task that fails makes room for the next', async () => {
  const { run } = createLimiter(1);
  const failing = run(() => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await run(async () => 'yes')).toBe('yes');
});

test('a task that is not wanted any more is not begun, and makes room', async () => {
  const { run } = createLimiter(1);
  const control = new AbortController();
  const first = run(() => wait(5));
  let hasBegun = false;
  const second = run(async () => {
    hasBegun = true;
  }, control.signal);
  const third = run(async () => 'third');
  control.abort(new Error('not wanted'));
  await expect(second).rejects.toThrow('not wanted');
  await first;
  expect(await third).toBe('third');
  expect(hasBegun).toBe(false);
});
