/** Which model to ask in this browser: the server's, so that its beats and ours are the same. */
import { type components, orThrow } from '@sinode/client';
import { client, queryClient } from '../api/api.ts';
import { type BrowserStore, createBrowserStore } from '../api/browser-store.ts';
import * as builtIn from './built-in-model.ts';
import type { ModelChoice } from './worker/messages.ts';

type Server = components['schemas']['Server'];

const SERVER_KEY = ['server'];

/** Somebody who waits for their beats does not wait longer than this for the server's opinion. */
const PATIENCE_MS = 1500;

/** What the server said last, for when it is away. */
const remembered = createBrowserStore(() => localStorage, 'sinode-model');

/** The model that comes with the page unless the server has, or had when it was last asked, another one. */
export async function chooseModel(): Promise<ModelChoice> {
  const server = await askServer().catch(() => null);
  if (server === null) return modelFrom(remembered);
  const { model } = server;
  const choice = model.name === builtIn.name && model.version === builtIn.version ? null : model;
  remembered.write(choice === null ? null : JSON.stringify(choice));
  return choice;
}

/** What `useServer` knows need not be asked for again. */
async function askServer(): Promise<Server> {
  const known = queryClient.getQueryData<Server>(SERVER_KEY);
  if (known !== undefined) return known;
  const server = await orThrow(client.GET('/v1/server', { signal: AbortSignal.timeout(PATIENCE_MS) }));
  queryClient.setQueryData(SERVER_KEY, server);
  return server;
}

function modelFrom(store: BrowserStore): ModelChoice {
  try {
    const { name, version } = JSON.parse(store.read() ?? '') as Record<string, unknown>;
    return typeof name === 'string' && typeof version === 'string' ? { name, version } : null;
  } catch {
    return null;
  }
}
