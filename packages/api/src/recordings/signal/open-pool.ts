/** Things that are open, kept open for the next who needs them: the least recently used one is closed first. */

export interface OpenPool<T> {
  /** Lends what belongs to a key, opened if it is not; it stays open at least until `task` is done. */
  use<R>(key: string, open: () => Promise<T>, task: (item: T) => Promise<R>): Promise<R>;
  /** Forgets what belongs to a key; it is closed as soon as nobody uses it. */
  drop(key: string): void;
  keys(): string[];
  close(): Promise<void>;
}

interface Loan<T> {
  readonly item: Promise<T>;
  users: number;
  isDropped: boolean;
}

/** @param most - how many stay open while nobody uses them */
export function createOpenPool<T>(most: number, close: (item: T) => Promise<void>): OpenPool<T> {
  // A Map lists its keys in the order they were set: the first is the one that was not used for longest.
  const loans = new Map<string, Loan<T>>();
  const closing = new Set<Promise<void>>();

  function drop(key: string): void {
    const loan = loans.get(key);
    if (loan === undefined) return;
    loans.delete(key);
    loan.isDropped = true;
    if (loan.users === 0) closeLoan(loan);
  }

  function closeLoan({ item }: Loan<T>): void {
    // What could not be opened need not be closed.
    const closed = item.then(close).catch(() => {});
    closing.add(closed);
    void closed.finally(() => closing.delete(closed));
  }

  function dropOldest(): void {
    for (const [key, { users }] of loans) {
      if (loans.size <= most) return;
      if (users === 0) drop(key);
    }
  }

  return {
    async use(key, open, task) {
      const loan = loans.get(key) ?? { item: open(), users: 0, isDropped: false };
      loans.delete(key);
      loans.set(key, loan);
      loan.users++;
      try {
        const item = await loan.item.catch((error: unknown) => {
          if (loans.get(key) === loan) drop(key);
          throw error;
        });
        return await task(item);
      } finally {
        loan.users--;
        if (loan.isDropped && loan.users === 0) closeLoan(loan);
        dropOldest();
      }
    },
    drop,
    keys: () => [...loans.keys()],
    async close() {
      for (const key of [...loans.keys()]) drop(key);
      await Promise.all(closing);
    },
  };
}
