import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app.ts';

let app: App;
beforeAll(async () => {
  app = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: false,
    authenticate: () => Promise.reject(new Error('nobody is asked who they are')),
    routes: [
      (scope) => {
        scope.get('/things/:id', { config: { access: 'read' } }, () => 'a thing');
        scope.delete('/things/:id', { config: { access: 'write' } }, () => 'gone');
      },
    ],
  });
});
afterAll(() => app.close());

test.each(['POST', 'PUT', 'PATCH', 'OPTIONS', 'QUERY', 'TRACE'])(
  '%s is refused where it means nothing, with what does, whatever came with it',
  async (method) => {
    const response = await app.inject({
      method: method as 'POST',
      url: '/things/1',
      headers: { 'content-type': 'application/nonsense' },
      payload: '{',
    });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('DELETE, GET, HEAD');
    expect(response.json()).toMatchObject({
      code: 'METHOD_NOT_ALLOWED',
      detail: expect.stringContaining('GET'),
    });
  },
);

test('an address that is none is not found with any method', async () => {
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    expect((await app.inject({ method, url: '/nothing' })).statusCode).toBe(404);
  }
});
