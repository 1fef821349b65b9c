/**
 * Deleting with a way back: what is to be deleted is out of sight at once, and gone for good only after some seconds,
 * or when the page is left.
 */

export interface DeletionsOptions {
  /** Deletes for good; resolves with those that are gone. What is not is in sight again. */
  readonly send: (ids: readonly string[], how: { readonly isLeaving: boolean }) => Promise<readonly string[]>;
  /** How long there is a way back. */
  readonly afterMs: number;
}

export interface Deletion {
  readonly ids: readonly string[];
}

export interface Deletions {
  /** Ids that are not to be seen; another set whenever that changes. */
  readonly hidden: () => ReadonlySet<string>;
  /** Those that can still be undone, the oldest first. */
  readonly open: () => readonly Deletion[];
  readonly subscribe: (listener: () => void) => () => void;
  ask(ids: readonly string[]): Deletion;
  undo(deletion: Deletion): void;
  /**
   * Undoes the deletion that one is part of, where there still is a way back.
   *
   * @returns once nothing deletes it any more: false where it may be gone
   */
  keep(id: string): Promise<boolean>;
  /** Stops the clock while somebody is about to decide; it begins anew afterwards. */
  hold(deletion: Deletion): void;
  release(deletion: Deletion): void;
  /** Deletes all that is open at once. */
  flush(how: { readonly isLeaving: boolean }): Promise<void>;
}

export function createDeletions({ send, afterMs }: DeletionsOptions): Deletions {
  let hidden: ReadonlySet<string> = new Set();
  let open: readonly Deletion[] = [];
  const timers = new Map<Deletion, ReturnType<typeof setTimeout>>();
  /** Deletions that are being sent. */
  const underWay = new Map<Deletion, Promise<unknown>>();
  const listeners = new Set<() => void>();

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function hide(ids: readonly string[]): void {
    hidden = new Set([...hidden, ...ids]);
  }

  function show(ids: readonly string[]): void {
    hidden = new Set([...hidden].filter((id) => !ids.includes(id)));
  }

  /** @returns false where it has been undone, or is under way already */
  function close(deletion: Deletion): boolean {
    if (!open.includes(deletion)) return false;
    clearTimeout(timers.get(deletion));
    timers.delete(deletion);
    open = open.filter((other) => other !== deletion);
    return true;
  }

  function start(deletion: Deletion): void {
    timers.set(
      deletion,
      setTimeout(() => void commit(deletion, { isLeaving: false }), afterMs),
    );
  }

  async function commit(deletion: Deletion, how: { readonly isLeaving: boolean }): Promise<void> {
    if (!close(deletion)) return;
    tell();
    const sending = send(deletion.ids, how);
    underWay.set(deletion, sending);
    const gone = await sending.finally(() => underWay.delete(deletion));
    show(deletion.ids.filter((id) => !gone.includes(id)));
    tell();
  }

  return {
    hidden: () => hidden,
    open: () => open,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask(ids) {
      const deletion = { ids };
      hide(ids);
      open = [...open, deletion];
      start(deletion);
      tell();
      return deletion;
    },
    undo(deletion) {
      if (!close(deletion)) return;
      show(deletion.ids);
      tell();
    },
    async keep(id) {
      for (const deletion of open) if (deletion.ids.includes(id)) this.undo(deletion);
      const sending = [...underWay].filter(([{ ids }]) => ids.includes(id)).map(([, each]) => each);
      await Promise.allSettled(sending);
      return sending.length === 0;
    },
    hold(deletion) {
      clearTimeout(timers.get(deletion));
    },
    release(deletion) {
      clearTimeout(timers.get(deletion));
      if (open.includes(deletion)) start(deletion);
    },
    async flush(how) {
      await Promise.all(open.map((deletion) => commit(deletion, how)));
    },
  };
}
