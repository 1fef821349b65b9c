/** Which model to ask in this browser: the server's, so that its beats and ours are the same. */
import { orThrow } from '@sinode/client';
import { client, queryClient } from '../api/api.ts';
import { type BrowserStore, createBrowserStore } from '../api/browser-store.ts';
import * as builtIn from './built-in-model.ts';
import type { ModelChoice } from './worker/messages.ts';

/** Somebody who waits for their beats does not wait longer than this for the server's opinion. */
const PATIENCE_MS = 1500;

/** What the server said last, for when it is away. */
const remembered = createBrowserStore(() => localStorage, 'sinode-model');

/** The model that comes with the page unless the server has, or had when it was last asked, another one. */
export async function chooseModel(): Promise<ModelChoice> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const server = await Promise.race([askServer().catch(() => undefined), patience]);
  if (server === undefined) return modelFrom(remembered);
  const { model } = server;
  const choice = model.name === builtIn.name && model.version === builtIn.version ? null : model;
  remembered.write(choice === null ? null : JSON.stringify(choice));
  return choice;
}

function askServer() {
  return queryClient.fetchQuery({
    // As `useServer` asks; what it knows need not be asked for again.
    queryKey: ['server'],
    queryFn: () => orThrow(client.GET('/v1/server')),
    staleTime: 60_000,
    retry: false,
  });
}

function modelFrom(store: BrowserStore): ModelChoice {
  try {
    const { name, version } = JSON.parse(store.read() ?? '') as Record<string, unknown>;
    return typeof name === 'string' && typeof version === 'string' ? { name, version } : null;
  } catch {
    return null;
  }
}
