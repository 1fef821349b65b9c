/** What the service worker keeps, and what it does with a request; the worker itself is `service-worker.ts`. */

/** All files that the page is made of; the build knows them. */
export interface OfflineFiles {
  /** Of all of them and of the service worker: another build has another one. */
  readonly version: string;
  /** Paths whose content never changes, since their name has its hash in it. */
  readonly hashed: readonly string[];
  /** Other paths; `/` is the page. */
  readonly named: readonly string[];
}

export type Treatment =
  /** From the server; the page that was kept where it does not answer. */
  | 'page'
  /** The one that was kept, without asking. */
  | 'kept'
  /** From the server, and kept for when it is away. */
  | 'model'
  /** Nothing of ours: as if there were no service worker. */
  | 'leave';

/** What the server answers anew each time, and its documentation. */
const OF_SERVER = /^\/(v1|docs|health|metrics|openapi\.json)(?=\/|$)/;
const MODEL_FILE = /^\/models\/[^/]+\/model\.(onnx|json)$/;
/** Of whatever version of the page: two may be open at once. */
const HASHED = /^\/assets\//;

/** @param path - of the address, without its query */
export function treatmentOf(
  { method, mode }: Pick<Request, 'method' | 'mode'>,
  path: string,
  { named }: OfflineFiles,
): Treatment {
  if (method !== 'GET' || OF_SERVER.test(path)) return 'leave';
  if (MODEL_FILE.test(path)) return 'model';
  if (mode === 'navigate') return 'page';
  return HASHED.test(path) || named.includes(path) ? 'kept' : 'leave';
}
