/**
 * Who is signed in. The access token lives in memory only; the refresh token is in a cookie that no script can read.
 * When both are worth nothing any more, requests wait while the person is asked to sign in again: what they were
 * doing goes on as if nothing had happened.
 */
import { ApiError, type Client, type components, createClient, orThrow } from '@sinode/client';

export type Account = components['schemas']['Account'];

export type SessionState =
  /** Not asked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signed-out' }
  /** `by: 'token'` for an access token or API key that was pasted: it lasts as long as it lasts, for this tab. */
  | { readonly kind: 'signed-in'; readonly account: Account; readonly by: 'password' | 'token' }
  /** The page stays as it is until the person signs in again, or leaves. */
  | { readonly kind: 'ended'; readonly account: Account; readonly by: 'password' | 'token' };

export interface SessionStore {
  readonly get: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asked once when the page opens: is there a session of an earlier visit? */
  restore(): Promise<void>;
  /** @throws ApiError 401 for a wrong name or password, 429 after too many attempts */
  signIn(credentials: { username: string; password: string }): Promise<void>;
  /** @throws ApiError where the token is not good */
  signInWithToken(token: string): Promise<void>;
  signOut(): Promise<void>;
  /** The account is gone, or the person does not want to sign in again. */
  forget(): void;
  /** A token that is good for a while yet, for requests that are not made by the client. Waits for the person if need be. */
  token(): Promise<string>;
}

/**
 * Access tokens are good for 15 minutes. Older than this, one is renewed before it is used: by its age, since the clock
 * of this machine need not be the server's.
 */
const RENEW_AFTER_MS = 10 * 60_000;
/** A pasted token is kept for the tab, so that a reload does not lose it; it is never a cookie. */
const PASTED = 'sinode-token';
/** Tabs share the cookie: they take turns, so that none renews with what another has just used. */
const LOCK = 'sinode-session';

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
  const listeners = new Set<() => void>();
  /** Requests that wait for the person. */
  const waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  /** Without a token: for signing in and for what everybody may ask. */
  const open = createClient({ baseUrl: location.origin, fetch: send });

  function set(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function admit(account: Account, by: 'password' | 'token', next: Access): void {
    access = next;
    set({ kind: 'signed-in', account, by });
    for (const { resolve } of waiting.splice(0)) resolve();
  }

  function forget(): void {
    access = null;
    sessionStorage.removeItem(PASTED);
    set({ kind: 'signed-out' });
    const reason = new ApiError(new Response(null, { status: 401 }), { detail: 'Signed out.' });
    for (const { reject } of waiting.splice(0)) reject(reason);
  }

  /** @returns whether there is a session */
  async function renew(): Promise<boolean> {
    const before = access;
    return navigator.locks.request(LOCK, async () => {
      // Somebody else of this tab has done it meanwhile.
      if (access !== before && access !== null) return true;
      try {
        const renewed = await orThrow(open.POST('/v1/browser-session/refresh'));
        admit(renewed.account, 'password', accessOf(renewed));
        return true;
      } catch (error) {
        if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false;
        throw error;
      }
    });
  }

  /** Resolves when there is a token again. */
  async function recover(): Promise<void> {
    if (state.kind === 'signed-out') throw new ApiError(new Response(null, { status: 401 }), null);
    if (state.kind !== 'ended') {
      if (!(state.kind === 'signed-in' && state.by === 'token') && (await renew())) return;
      if (state.kind === 'signed-in') {
        access = null;
        set({ ...state, kind: 'ended' });
      } else if (state.kind === 'unknown') {
        set({ kind: 'signed-out' });
        throw new ApiError(new Response(null, { status: 401 }), null);
      }
    }
    await new Promise<void>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
  }

  async function token(): Promise<string> {
    while (access === null || Date.now() > access.renewAtMs) await recover();
    return access.token;
  }

  async function authorized(request: Request): Promise<Response> {
    for (;;) {
      const used = await token();
      const attempt = request.clone();
      attempt.headers.set('authorization', `Bearer ${used}`);
      const response = await send(attempt);
      if (response.status !== 401) return response;
      if (access?.token === used) await recover();
    }
  }

  async function signInWithToken(pasted: string): Promise<void> {
    const asPasted = createClient({ baseUrl: location.origin, fetch: send, token: () => pasted });
    const account = await orThrow(asPasted.GET('/v1/account'));
    sessionStorage.setItem(PASTED, pasted);
    // When it ends is for the server to say.
    admit(account, 'token', { token: pasted, renewAtMs: Number.POSITIVE_INFINITY });
  }

  const session: SessionStore = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async restore() {
      const pasted = sessionStorage.getItem(PASTED);
      try {
        if (pasted !== null) await signInWithToken(pasted);
        else if (!(await renew())) set({ kind: 'signed-out' });
      } catch (error) {
        if (pasted !== null && error instanceof ApiError) sessionStorage.removeItem(PASTED);
        // The server is away: what needs no account works, and the rest says so.
        if (state.kind === 'unknown') set({ kind: 'signed-out' });
      }
    },
    async signIn(body) {
      const signedIn = await orThrow(open.POST('/v1/browser-session', { body }));
      sessionStorage.removeItem(PASTED);
      admit(signedIn.account, 'password', accessOf(signedIn));
    },
    signInWithToken,
    async signOut() {
      const wasPasted = state.kind !== 'unknown' && state.kind !== 'signed-out' && state.by === 'token';
      if (!wasPasted) await orThrow(open.DELETE('/v1/browser-session'));
      forget();
    },
    forget,
    token,
  };
  return { session, client: createClient({ baseUrl: location.origin, fetch: authorized }) };
}

function accessOf({ accessToken }: { accessToken: string }): Access {
  return { token: accessToken, renewAtMs: Date.now() + RENEW_AFTER_MS };
}
