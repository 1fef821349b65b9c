/** A typed client of the HTTP API, for browsers and Node. */
export { ApiError, orThrow } from './api-error.ts';
export { type Client, type ClientOptions, createClient } from './client.ts';
export { type FollowedJob, followJob, type JobStatus } from './follow-job.ts';
export { type Envelope, type EnvelopeRequest, readEnvelope } from './read-envelope.ts';
export type { components, paths } from './schema.ts';
