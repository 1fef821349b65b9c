/**
 * Who is signed in. The access token lives in memory only; the refresh token is in a cookie that no script can read.
 * When both are worth nothing any more, requests wait while the person is asked to sign in again: what they were
 * doing goes on as if nothing had happened.
 */
import { ApiError, type Client, type components, createClient, orThrow } from '@sinode/client';
import { createBrowserStore } from './browser-store.ts';
import { createTabs } from './tabs.ts';

type Account = components['schemas']['Account'];

export type SessionState =
  /** Not asked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signed-out' }
  /** `by: 'token'` for an access token or API key that was pasted: it lasts as long as it lasts, for this tab. */
  | { readonly kind: 'signed-in'; readonly account: Account; readonly by: 'password' | 'token' }
  /** The page stays as it is until the person signs in again, or leaves. */
  | { readonly kind: 'ended'; readonly account: Account; readonly by: 'password' | 'token' };

/** The token is good, but not that of the person whose work waits. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError';
  readonly username: string;

  constructor(username: string) {
    super(`This token is ${username}'s.`);
    this.username = username;
  }
}

interface SessionStore {
  readonly get: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Is there a session of an earlier visit? Asked when the page opens, and again when the server is back. */
  restore(): Promise<void>;
  /** @throws ApiError 401 for a wrong name or password, 429 after too many attempts */
  signIn(credentials: { username: string; password: string }): Promise<void>;
  /**
   * @throws ApiError where the token is not good
   * @throws OtherAccountError where somebody else's session has ended and their work waits
   */
  signInWithToken(token: string): Promise<void>;
  /** Also where the server does not answer: it hears of it as soon as it does. Other tabs are signed out as well. */
  signOut(): Promise<void>;
  /** @param task - what has to be done before the person is signed out */
  beforeSignOut(task: () => Promise<void>): void;
  /** For who does not want to sign in again after the session has ended. */
  forget(): void;
  /** A token that is good for a while yet, for requests that are not made by the client. Waits for the person if need be. */
  token(): Promise<string>;
  /** Another token than this one, which the server has refused. */
  tokenAfter(refused: string): Promise<string>;
}

/**
 * Access tokens are good for 15 minutes. Older than this, one is renewed before it is used: by its age, since the clock
 * of this machine need not be the server's.
 */
const RENEW_AFTER_MS = 10 * 60_000;
/** While one tab asks, the others wait. */
const RENEW_WITHIN_MS = 10_000;
/** A pasted token is kept for the tab, so that a reload does not lose it; it is never a cookie. */
const PASTED = 'sinode-token';
/** Something between here and there takes the token away, or the server's mind is made up: the page is told. */
const MOST_REFUSALS = 3;

interface Access {
  readonly token: string;
  /** By the clock of this machine. */
  readonly renewAtMs: number;
}

export interface SessionApi {
  readonly session: SessionStore;
  readonly client: Client;
}

export function createSession(send: typeof fetch = (...request) => fetch(...request)): SessionApi {
  let state: SessionState = { kind: 'unknown' };
  let access: Access | null = null;
  let isRestored = false;
  /** A renewal under way; all wait for the same. */
  let renewing: Promise<boolean> | null = null;
  /** The server is being told that somebody has left. */
  let leaving: Promise<void> | null = null;
  /** Of who is here now; aborted when they leave: what they asked for has no say, and is not waited for, any more. */
  let stay = new AbortController();
  const listeners = new Set<() => void>();
  /** Requests that wait for the person. */
  const waiting = new Set<{ resolve: () => void; reject: (error: unknown) => void }>();
  const farewells: (() => Promise<void>)[] = [];

  const tabs = createTabs();
  const pastedToken = createBrowserStore(() => sessionStorage, PASTED);
  /** Without a token: for signing in and for what everybody may ask. */
  const open = createClient({ baseUrl: location.origin, fetch: send });

  // A function, since TypeScript does not see that the state changes while something is waited for.
  const get = (): SessionState => state;

  function set(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function admit(account: Account, by: 'password' | 'token', next: Access): void {
    const before = get();
    if ('account' in before && before.account.id !== account.id) {
      // Another tab has signed in somebody else. Nothing of the one may be seen, or done in the name of, by the other.
      access = null;
      rejectWaiting();
      location.reload();
      return;
    }
    isRestored = true;
    access = next;
    set({ kind: 'signed-in', account, by });
    for (const { resolve } of waiting) resolve();
    waiting.clear();
  }

  function forget(): void {
    rejectWaiting();
    stay.abort();
    stay = new AbortController();
    isRestored = true;
    access = null;
    pastedToken.write(null);
    set({ kind: 'signed-out' });
  }

  function rejectWaiting(): void {
    for (const { reject } of waiting) reject(signedOut());
    waiting.clear();
  }

  /** @returns whether there is a session */
  function renew(): Promise<boolean> {
    renewing ??= tabs.inTurn(askForNext).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  async function askForNext(): Promise<boolean> {
    const { signal: hasLeft } = stay;
    try {
      const signal = AbortSignal.timeout(RENEW_WITHIN_MS);
      const renewed = await orThrow(open.POST('/v1/browser-session/refresh', { signal }));
      if (hasLeft.aborted) return false;
      admit(renewed.account, 'password', accessOf(renewed));
      return true;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false;
      // As a line that is broken.
      if (error instanceof DOMException) throw new TypeError(error.message, { cause: error });
      throw error;
    }
  }

  /** Resolves when there is a token again. */
  async function recover(signal: AbortSignal | null): Promise<void> {
    const before = get();
    const accessBefore = access;
    if (before.kind === 'unknown' || (before.kind === 'signed-in' && before.by === 'password')) {
      // Or the person has left and signed in meanwhile.
      if ((await renew()) || (access !== null && access !== accessBefore)) return;
    }
    const now = get();
    if (now.kind === 'unknown') set({ kind: 'signed-out' });
    if (now.kind === 'signed-in') {
      access = null;
      set({ ...now, kind: 'ended' });
    }
    if (get().kind !== 'ended') throw signedOut();
    await new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      const waiter = { resolve, reject };
      waiting.add(waiter);
      const giveUp = () => {
        waiting.delete(waiter);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  async function token(signal: AbortSignal | null = null): Promise<string> {
    while (access === null || Date.now() > access.renewAtMs) await recover(signal);
    return access.token;
  }

  async function tokenAfter(refused: string, signal: AbortSignal | null = null): Promise<string> {
    if (access?.token === refused) await recover(signal);
    return token(signal);
  }

  async function authorized(request: Request): Promise<Response> {
    // There are things that everybody may ask; for all others the server has the right words.
    if (get().kind === 'signed-out') return send(request);
    const signal = AbortSignal.any([request.signal, stay.signal]);
    let used = await token(signal);
    for (let refusals = 1; ; refusals++) {
      const attempt = new Request(request.clone(), { signal });
      attempt.headers.set('authorization', `Bearer ${used}`);
      const response = await send(attempt);
      if (response.status !== 401 || refusals === MOST_REFUSALS) return response;
      used = await tokenAfter(used, signal);
    }
  }

  async function signInWithToken(pasted: string): Promise<void> {
    const asPasted = createClient({ baseUrl: location.origin, fetch: send, token: () => pasted });
    const account = await orThrow(asPasted.GET('/v1/account'));
    const now = get();
    if (now.kind === 'ended' && now.account.id !== account.id) throw new OtherAccountError(account.username);
    pastedToken.write(pasted);
    // When it ends is for the server to say.
    admit(account, 'token', { token: pasted, renewAtMs: Number.POSITIVE_INFINITY });
  }

  /** @returns whether the token of this tab, if it has one, is still good */
  async function restorePasted(): Promise<boolean> {
    const pasted = pastedToken.read() ?? null;
    if (pasted === null) return false;
    try {
      await signInWithToken(pasted);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      pastedToken.write(null);
      return false;
    }
  }

  /** Ends the session on the server. Where that cannot be told, it is as soon as it is back, or at the next visit. */
  function leave(): Promise<void> {
    leaving ??= tabs
      .inTurn(() => orThrow(open.DELETE('/v1/browser-session', { keepalive: true })))
      .then(() => tabs.write({ kind: 'none' }))
      .finally(() => {
        leaving = null;
      });
    return leaving;
  }

  /** Tells the other tabs, and the next visit, of somebody whom the server has given a cookie. */
  function announce(): void {
    const now = get();
    if (now.kind !== 'signed-in') return;
    pastedToken.write(null);
    tabs.write({ kind: 'signed-in', accountId: now.account.id });
  }

  tabs.listen(async (shared) => {
    const now = get();
    // A pasted token is this tab's alone, and a page that is opening asks by itself.
    if (now.kind === 'unknown' || ('by' in now && now.by === 'token')) return;
    if (shared.kind === 'leaving' && 'account' in now) forget();
    if (shared.kind !== 'signed-in') return;
    const isNews = now.kind !== 'signed-in' || now.account.id !== shared.accountId;
    // One under way may have been asked for with the cookie of before.
    if (renewing !== null) await renewing.catch(() => {});
    if (isNews) await renew().catch(() => {});
  });

  const session: SessionStore = {
    get,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async restore() {
      try {
        if (isBackFromProvider()) {
          if (!isRestored && (await renew())) announce();
          return;
        }
        if (tabs.read().kind === 'leaving') await leave();
        if (isRestored || (await restorePasted())) return;
        // Who was never signed in here need not be asked about.
        if (tabs.read().kind !== 'none' && (await renew())) return;
        isRestored = true;
      } catch {
        // The server is away: what needs no account works, and the rest says so.
      } finally {
        if (get().kind === 'unknown') set({ kind: 'signed-out' });
      }
    },
    async signIn(body) {
      // Its answer takes the cookie away, also one that came meanwhile.
      if (tabs.read().kind === 'leaving') await leave();
      const signedIn = await orThrow(open.POST('/v1/browser-session', { body }));
      pastedToken.write(null);
      tabs.write({ kind: 'signed-in', accountId: signedIn.account.id });
      admit(signedIn.account, 'password', accessOf(signedIn));
    },
    signInWithToken,
    async signOut() {
      await Promise.allSettled(farewells.map((farewell) => farewell()));
      const now = get();
      const isOfBrowser = !('by' in now && now.by === 'token');
      forget();
      if (!isOfBrowser) return;
      tabs.write({ kind: 'leaving' });
      void leave().catch(() => {});
    },
    beforeSignOut(task) {
      farewells.push(task);
    },
    forget,
    token: () => token(),
    tokenAfter: (refused) => tokenAfter(refused),
  };
  return { session, client: createClient({ baseUrl: location.origin, fetch: authorized }) };
}

/** Where the server sends who comes back from a provider, with a cookie that no script can see. */
function isBackFromProvider(): boolean {
  return location.pathname === '/sign-in' && new URLSearchParams(location.search).get('by') === 'provider';
}

function accessOf({ accessToken }: { accessToken: string }): Access {
  return { token: accessToken, renewAtMs: Date.now() + RENEW_AFTER_MS };
}

function signedOut(): ApiError {
  return new ApiError(new Response(null, { status: 401 }), { detail: 'Signed out.' });
}
