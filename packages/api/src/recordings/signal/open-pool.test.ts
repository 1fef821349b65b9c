import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOpenPool } from './open-pool.ts';

/** Something that knows whether it is open. */
function countedItems() {
  const items: { isOpen: boolean }[] = [];
  return {
    items,
    openCount: () => items.filter(({ isOpen }) => isOpen).length,
    open: async () => {
      const item = { isOpen: true };
      items.push(item);
      return item;
    },
    close: async (item: { isOpen: boolean }) => {
      expect(item.isOpen).toBe(true);
      item.isOpen = false;
    },
  };
}

test('what is used again is not opened again; what was not used for longest is closed first', async () => {
  const { items, open, close } = countedItems();
  const pool = createOpenPool(2, close);
  for (const key of ['a', 'b', 'a', 'c', 'a']) await pool.use(key, open, async () => {});
  expect(items.map(({ isOpen }) => isOpen)).toEqual([true, false, true]);
});

test('those who ask at once share one that is opened once', async () => {
  const { items, open, close } = countedItems();
  const pool = createOpenPool(2, close);
  const used = await Promise.all(Array.from({ length: 5 }, () => pool.use('a', open, async (item) => item)));
  expect(items).toHaveLength(1);
  expect(new Set(used).size).toBe(1);
});

test('what could not be opened is tried again the next time', async () => {
  const { open, close } = countedItems();
  const pool = createOpenPool(2, close);
  const refuse = () => Promise.reject(new Error('no'));
  await expect(pool.use('a', refuse, async () => {})).rejects.toThrow('no');
  await expect(pool.use('a', open, async ({ isOpen }) => isOpen)).resolves.toBe(true);
});

test('nothing is closed while it is used, and in the end all is closed', async () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    ms: fc.nat(2),
    isDropped: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { openCount, open, close } = countedItems();
      const pool = createOpenPool(2, close);
      await Promise.all(
        steps.map(({ key, ms, isDropped }) =>
          pool.use(key, open, async (item) => {
            if (isDropped) pool.drop(key);
            await new Promise((resolve) => setTimeout(resolve, ms));
            expect(item.isOpen).toBe(true);
          }),
        ),
      );
      expect(pool.keys().length).toBeLessThanOrEqual(2);
      await pool.close();
      expect(openCount()).toBe(0);
    }),
    { numRuns: 30 },
  );
});
