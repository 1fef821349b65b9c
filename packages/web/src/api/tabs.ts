/** What the tabs of this browser tell each other about who is signed in: they share one cookie, so one session. */
import { createBrowserStore } from './browser-store.ts';

/** Who has the cookie, as far as the page knows: no script can read it. */
type SharedSession =
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly accountId: string }
  /** Somebody has signed out; the server may not have heard of it yet. */
  | { readonly kind: 'leaving' }
  /** The browser keeps nothing for this page: only the server can tell. */
  | { readonly kind: 'unknown' };

export interface Tabs {
  read(): SharedSession;
  /** Told to the other tabs. */
  write(shared: SharedSession): void;
  /** @param listener - called when another tab has written */
  listen(listener: (shared: SharedSession) => void): void;
  /** Runs `work` while no other tab runs its own. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

const KEY = 'sinode-session';
const LEAVING = 'leaving';

export function createTabs(): Tabs {
  const store = createBrowserStore(() => localStorage, KEY);
  return {
    read: () => parse(store.read()),
    write(shared) {
      if (shared.kind === 'signed-in') store.write(`${shared.accountId} ${Date.now()}`);
      else store.write(shared.kind === 'leaving' ? LEAVING : null);
    },
    listen(listener) {
      addEventListener('storage', ({ key, newValue }) => {
        if (key === KEY) listener(parse(newValue));
      });
    },
    // Pages of a plain http address, as a server in a LAN may have, get no locks. There two tabs may ask at the same
    // moment; the server gives both the same answer.
    inTurn: (work) => ('locks' in navigator ? navigator.locks.request(KEY, work) : work()),
  };
}

/** The moment is there so that the same person, signed in once more, is another word, which the tabs are told of. */
function parse(word: string | null | undefined): SharedSession {
  if (word === undefined) return { kind: 'unknown' };
  if (word === null) return { kind: 'none' };
  if (word === LEAVING) return { kind: 'leaving' };
  return { kind: 'signed-in', accountId: word.split(' ', 1)[0] ?? '' };
}
