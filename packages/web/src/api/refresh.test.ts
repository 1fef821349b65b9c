import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { refresh } from './refresh.ts';

const KEY = ['list'];

/** A list that is asked for and looked at, as a page does it; answers come when they are let go. */
function look() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const answers: ((items: string[]) => void)[] = [];
  const observer = new QueryObserver<string[]>(queries, {
    queryKey: KEY,
    queryFn: () => new Promise((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => {});
  return { queries, answers, shown: () => observer.getCurrentResult().data, stop };
}

test('what was on its way from before the change is not taken for what is there now', async () => {
  const { queries, answers, shown, stop } = look();
  await expect.poll(() => answers.length).toBe(1);
  const refreshed = refresh(queries, KEY);
  answers[0]?.(['old']);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(['old', 'new']);
  await refreshed;
  expect(shown()).toEqual(['old', 'new']);
  stop();
});

test('what is shown stays until the new answer is there', async () => {
  const { queries, answers, shown, stop } = look();
  await expect.poll(() => answers.length).toBe(1);
  answers[0]?.(['old']);
  await expect.poll(shown).toEqual(['old']);
  const refreshed = refresh(queries, KEY);
  await expect.poll(() => answers.length).toBe(2);
  expect(shown()).toEqual(['old']);
  answers[1]?.(['new']);
  await refreshed;
  expect(shown()).toEqual(['new']);
  stop();
});
