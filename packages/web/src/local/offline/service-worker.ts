/**
 * Keeps all files that the page is made of, the model and its runtime included, so that recordings can be analysed
 * without a connection. A new version is kept beside the old one, and takes over when no page of the old one is open:
 * who is in the middle of something is not disturbed, and what an open page loads later is still there.
 *
 * It is a script by itself: it imports nothing that the page imports.
 */
import { type OfflineFiles, treatmentOf } from './offline-files.ts';

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface InstallEvent extends LastingEvent {
  /** Not every browser has it. @see https://w3c.github.io/ServiceWorker/#dom-installevent-addroutes */
  addRoutes?(rules: readonly { condition: { urlPattern: string }; source: 'network' }[]): Promise<void>;
}

interface RequestEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What is used of `ServiceWorkerGlobalScope`, whose types cannot be loaded beside those of a page. */
interface Scope {
  /** Put there by the build. */
  readonly OFFLINE_FILES: OfflineFiles;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  addEventListener(kind: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(kind: 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void;
}

const scope = self as unknown as Scope;
const files = scope.OFFLINE_FILES;

const PREFIX = 'sinode-page-';
const OWN = PREFIX + files.version;
/** Models that are not part of the page; not more than the last one. */
const MODELS = 'sinode-models';

/** Longer than this, nobody waits for a server whose page is here already. */
const PATIENCE_MS = 5000;
/** What a proxy says when the server behind it is away. */
const AWAY = [502, 503, 504];

scope.addEventListener('install', (event) => {
  // The API is asked past this worker: what a page still sends while it is left got lost on the way through here.
  event.addRoutes?.([{ condition: { urlPattern: '/v1/*' }, source: 'network' }]).catch(() => {});
  event.waitUntil(keepAll());
});
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  const treatment = treatmentOf(request, pathname, files);
  if (treatment === 'page') event.respondWith(page(request));
  if (treatment === 'kept') event.respondWith(kept(request, pathname));
  if (treatment === 'model') event.respondWith(model(request));
});
// Whether everything is here: a browser that runs out of room may have thrown something away.
scope.addEventListener('message', ({ ports }) => {
  void isComplete().then((answer) => ports[0]?.postMessage(answer));
});

/** All or nothing: where one file cannot be had, this version is not installed. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(OWN);
  const keep = async (path: string, find: () => Promise<Response>) => {
    const response = await find();
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  };
  await Promise.all([
    // Most files are those of the version before.
    ...files.hashed.map((path) => keep(path, async () => (await caches.match(path)) ?? load(path))),
    ...files.named.map((path) => keep(path, () => load(path, { cache: 'no-cache' }))),
  ]);
}

async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  const { installing, waiting } = scope.registration;
  // One of them may belong to a version that is only coming.
  if (installing === null && waiting === null) await Promise.all(others.map((name) => caches.delete(name)));
  // The page of the first visit; where there was a version before, pages that are open may be of that one.
  if (others.length === 0) await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const fromServer = load(request).then((response) =>
    AWAY.includes(response.status) ? undefined : response,
  );
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([fromServer.catch(() => undefined), patience]);
  if (first !== undefined) return first;
  return (await own('/')) ?? load(request);
}

async function kept(request: Request, path: string): Promise<Response> {
  // Names without a hash mean something else in each version.
  return (await (files.named.includes(path) ? own(path) : caches.match(path))) ?? load(request);
}

/** Opening the cache would make it again, after a newer version has thrown it away. */
function own(path: string): Promise<Response | undefined> {
  return caches.match(path, { cacheName: OWN });
}

async function model(request: Request): Promise<Response> {
  const cache = await caches.open(MODELS);
  try {
    const response = await load(request, { cache: 'no-cache' });
    if (AWAY.includes(response.status)) throw new Error(String(response.status));
    if (response.ok) await keepModel(cache, request, response.clone());
    return response;
  } catch (error) {
    const known = await cache.match(request);
    if (known === undefined) throw error;
    return known;
  }
}

async function keepModel(cache: Cache, request: Request, response: Response): Promise<void> {
  await cache.put(request, response);
  const others = (await cache.keys()).filter(({ url }) => folderOf(url) !== folderOf(request.url));
  await Promise.all(others.map((other) => cache.delete(other)));
}

function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
}

async function isComplete(): Promise<boolean> {
  const there = await Promise.all([...files.hashed, ...files.named].map(own));
  return there.every((response) => response !== undefined);
}

function load(request: Request | string, options?: RequestInit): Promise<Response> {
  // biome-ignore lint/style/noRestrictedGlobals: the service worker passes on what the page asks for
  return fetch(request, options);
}
