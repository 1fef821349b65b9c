import type { components } from './schema.ts';

type Problem = components['schemas']['Problem'];

/** A refusal of the server. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Stable, for programs: `NOT_FOUND`. `null` where no problem document came: from a proxy, say. */
  readonly code: string | null;
  /** What is wrong with which part of the request. */
  readonly fields: NonNullable<Problem['fields']>;
  /** When trying again makes sense; `null` where the server does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, body: unknown) {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
    super(problem.detail ?? `The server answered ${response.status}.`);
    this.status = response.status;
    this.code = problem.code ?? null;
    this.fields = problem.fields ?? [];
    const seconds = response.headers.get('retry-after');
    this.retryAfterSeconds = seconds === null ? null : Number(seconds);
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of an answer: `await orThrow(client.GET('/v1/account'))`.
 *
 * @throws ApiError for a refusal
 */
export async function orThrow<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw new ApiError(response, error);
  return data as T;
}
