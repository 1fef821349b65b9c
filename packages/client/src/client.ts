import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import type { paths } from './schema.ts';

export interface ClientOptions {
  /** Of the server: `http://localhost:8000`; empty in a page that the server itself serves. */
  readonly baseUrl: string;
  /**
   * Asked before each request: an access token or an API key, `null` for whoever is not signed in.
   *
   * @default nobody is signed in
   */
  readonly token?: () => string | null;
  /** @default `fetch` of the platform */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** `GET`, `POST` … by path, typed by the OpenAPI document; see https://openapi-ts.dev/openapi-fetch. */
export type Client = FetchClient<paths>;

/** A client of one server. A body with a file in it, as an upload has, is sent as a form, every other one as JSON. */
export function createClient({ baseUrl, token = () => null, fetch }: ClientOptions): Client {
  const client = createFetchClient<paths>({
    baseUrl,
    bodySerializer: (body) => formOf(body) ?? JSON.stringify(body),
    ...(fetch === undefined ? {} : { fetch }),
  });
  client.use({
    onRequest({ request }) {
      const given = token();
      if (given !== null) request.headers.set('authorization', `Bearer ${given}`);
    },
  });
  return client;
}

function formOf(body: unknown): FormData | null {
  if (typeof body !== 'object' || body === null) return null;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((each: unknown) => [name, each] as const),
  );
  if (!fields.some(([, value]) => value instanceof Blob)) return null;
  const form = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined) form.append(name, String(value));
  }
  return form;
}
