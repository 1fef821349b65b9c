/** An application that does nothing but receive uploads: no accounts, no database, no store. */
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

export interface UploadReceiver {
  readonly app: FastifyInstance;
  /**
   * Sends a body to `receive`.
   *
   * @throws what `receive` throws
   */
  send<T>(
    contentType: string,
    payload: Buffer,
    receive: (request: FastifyRequest) => Promise<T>,
  ): Promise<T | undefined>;
}

/** @returns a receiver for one request at a time; `undefined` is answered to what never gets to `receive` */
export async function createUploadReceiver(): Promise<UploadReceiver> {
  const app = Fastify();
  await app.register(multipart);
  // Other types are refused by who receives, as in the real application.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  let handler: (request: FastifyRequest) => Promise<void>;
  app.post('/', async (request) => {
    await handler(request);
    return 'received';
  });
  return {
    app,
    async send(contentType, payload, receive) {
      let outcome: Awaited<ReturnType<typeof receive>> | undefined;
      let failure: { readonly error: unknown } | null = null;
      handler = async (request) => {
        try {
          outcome = await receive(request);
        } catch (error) {
          failure = { error };
        }
      };
      await app.inject({ method: 'POST', url: '/', headers: { 'content-type': contentType }, payload });
      if (failure !== null) throw (failure as { readonly error: unknown }).error;
      return outcome;
    },
  };
}
