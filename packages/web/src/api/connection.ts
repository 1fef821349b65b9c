/** Whether the server answers. While it does not, it is asked now and then, and the page says so. */

export interface ConnectionStore {
  /** True while the server does not answer. */
  readonly isAway: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** `fetch`, watched. */
  readonly fetch: typeof fetch;
}

const ASK_EVERY_MS = 2_000;

/** @param onReturn - called when the server answers again */
export function createConnection(onReturn: () => void): ConnectionStore {
  let away = false;
  const listeners = new Set<() => void>();

  function set(next: boolean): void {
    if (away === next) return;
    away = next;
    for (const listener of listeners) listener();
    if (away) void askUntilBack();
    else onReturn();
  }

  async function askUntilBack(): Promise<void> {
    while (away) {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      // Ready and not live: a process whose database is away cannot do what is asked of it.
      const answer = await fetch('/health/ready', { cache: 'no-store' }).catch(() => null);
      if (answer?.ok === true) set(false);
    }
  }

  return {
    isAway: () => away,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async fetch(input, init) {
      try {
        const response = await fetch(input, init);
        // Where a proxy stands before the server, it is the proxy who says that nobody answers.
        set(response.status === 502 || response.status === 504);
        return response;
      } catch (error) {
        // What was given up is no sign of anything.
        if (!(error instanceof DOMException && error.name === 'AbortError')) set(true);
        throw error;
      }
    },
  };
}
