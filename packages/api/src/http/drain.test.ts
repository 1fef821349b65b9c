import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type App, createApp } from '../app.ts';

let app: App;
let url: string;
beforeAll(async () => {
  app = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: false,
    authenticate: () => Promise.reject(new Error('nobody is asked who they are')),
    routes: [
      (scope) => {
        const schema = { body: z.object({ text: z.string() }) };
        scope.post('/texts', { config: { access: 'public' }, schema }, () => 'taken');
      },
    ],
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

test('who sends too much hears so, goes on sending, and is understood again', async () => {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  let heard = '';
  socket.setEncoding('latin1').on('data', (text) => {
    heard += text;
  });
  const head =
    'POST /texts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n';
  socket.write(head);
  await expect.poll(() => heard).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE/);
  expect(heard).not.toMatch(/^connection: close/im);
  for (let sent = 0; sent < 10; sent++) {
    socket.write('x'.repeat(1_000_000));
    await wait(10);
  }
  socket.write('GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n');
  await expect.poll(() => heard).toMatch(/HTTP\/1\.1 404 /);
  socket.destroy();
});
