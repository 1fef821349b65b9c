import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeletions } from './deletions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Deletions that note what was sent; ids that begin with `!` cannot be deleted. */
function watched() {
  const sent: string[] = [];
  const deletions = createDeletions({
    afterMs: 8000,
    async send(ids, { isLeaving }) {
      sent.push(`${ids.join(' ')}${isLeaving ? ' on leaving' : ''}`);
      return ids.filter((id) => !id.startsWith('!'));
    },
  });
  return { deletions, sent, hidden: () => [...deletions.hidden()] };
}

test('what is deleted is out of sight at once, and deleted for good after the time', async () => {
  const { deletions, sent, hidden } = watched();
  deletions.ask(['a', 'b']);
  await vi.advanceTimersByTimeAsync(7999);
  expect([hidden(), sent]).toEqual([['a', 'b'], []]);
  await vi.advanceTimersByTimeAsync(1);
  expect([hidden(), sent]).toEqual([['a', 'b'], ['a b']]);
  expect(deletions.open()).toEqual([]);
});

test('undone, it is in sight again and never sent', async () => {
  const { deletions, sent, hidden } = watched();
  const first = deletions.ask(['a']);
  deletions.ask(['b']);
  deletions.undo(first);
  expect(hidden()).toEqual(['b']);
  await vi.advanceTimersByTimeAsync(8000);
  expect(sent).toEqual(['b']);
});

test('undone too late, it stays deleted', async () => {
  const { deletions, hidden } = watched();
  const deletion = deletions.ask(['a']);
  await vi.advanceTimersByTimeAsync(8000);
  deletions.undo(deletion);
  expect(hidden()).toEqual(['a']);
});

test('what could not be deleted is in sight again', async () => {
  const { deletions, hidden } = watched();
  deletions.ask(['a', '!b']);
  await vi.advanceTimersByTimeAsync(8000);
  expect(hidden()).toEqual(['a']);
});

test('while somebody is about to decide, the clock stands; afterwards there is all the time again', async () => {
  const { deletions, sent } = watched();
  const deletion = deletions.ask(['a']);
  await vi.advanceTimersByTimeAsync(7000);
  deletions.hold(deletion);
  await vi.advanceTimersByTimeAsync(60_000);
  deletions.release(deletion);
  await vi.advanceTimersByTimeAsync(7999);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual(['a']);
});

test('when the page is left, all that is open is deleted at once, and once', async () => {
  const { deletions, sent } = watched();
  deletions.ask(['a']);
  deletions.ask(['b']);
  await deletions.flush({ isLeaving: true });
  await vi.advanceTimersByTimeAsync(8000);
  expect(sent).toEqual(['a on leaving', 'b on leaving']);
});

test('whoever listens hears of each change, and gets another set', async () => {
  const { deletions } = watched();
  const seen = new Set([deletions.hidden()]);
  let changes = 0;
  const stop = deletions.subscribe(() => {
    changes++;
    seen.add(deletions.hidden());
  });
  deletions.undo(deletions.ask(['a']));
  expect([changes, seen.size]).toEqual([2, 3]);
  stop();
  deletions.ask(['b']);
  expect(changes).toBe(2);
});

test('what somebody wants after all is kept, and in sight again', async () => {
  const { deletions, sent, hidden } = watched();
  deletions.ask(['a', 'b']);
  deletions.ask(['c']);
  expect(await deletions.keep('b')).toBe(true);
  expect(hidden()).toEqual(['c']);
  await vi.advanceTimersByTimeAsync(8000);
  expect(sent).toEqual(['c']);
  expect(await deletions.keep('nobody deletes it')).toBe(true);
});

test('what is being deleted cannot be kept, and that is said once it is done', async () => {
  let isSent = () => {};
  const sending = new Promise<readonly string[]>((resolve) => {
    isSent = () => resolve(['a']);
  });
  const deletions = createDeletions({ afterMs: 8000, send: () => sending });
  deletions.ask(['a']);
  await vi.advanceTimersByTimeAsync(8000);
  let kept: boolean | null = null;
  const keeping = deletions.keep('a').then((answer) => {
    kept = answer;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept).toBeNull();
  isSent();
  await keeping;
  expect(kept).toBe(false);
});
