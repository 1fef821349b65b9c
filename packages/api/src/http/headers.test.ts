/** What browsers are told with every answer of the API, whatever it is. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountsApp, createAccountsApp } from '../accounts/testing/accounts-app.ts';
import { createApp } from '../app.ts';

let api: AccountsApp;
let token: string;
beforeAll(async () => {
  api = await createAccountsApp();
  token = (await api.signUp()).accessToken;
});
afterAll(() => api.close());

const ADDRESSES = [
  '/v1/account',
  '/v1/sessions',
  '/nowhere',
  '/openapi.json',
  '/docs',
  '/docs/static/index.css',
];

async function headersOf(url: string) {
  const headers = { authorization: `Bearer ${token}` };
  return (await api.app.inject({ url, headers })).headers;
}

test.each(ADDRESSES)('%s is not guessed at, not framed, and says nothing to other sites', async (url) => {
  const headers = await headersOf(url);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  const policy = String(headers['content-security-policy']).split(/; ?/);
  for (const part of ['default-src', 'frame-ancestors', 'base-uri', 'form-action']) {
    expect(policy).toContain(`${part} 'none'`);
  }
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
  // No other origin may read an answer.
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('scripts come from the server itself, on the one page that has any', async () => {
  expect((await headersOf('/docs'))['content-security-policy']).toContain("script-src 'self';");
});

test('answers about people are not kept, by nobody', async () => {
  for (const url of ['/v1/account', '/v1/sessions', '/nowhere']) {
    expect((await headersOf(url))['cache-control']).toBe('no-store');
  }
});

test('the browser is told to come by https where it did, and for this host only', async () => {
  expect(await headersOf('/v1/account')).not.toHaveProperty('strict-transport-security');

  const behindProxy = await createApp({
    logger: pino({ level: 'silent' }),
    version: '0.0.0',
    trustProxy: ['127.0.0.1'],
    authenticate: api.accounts.authenticate,
    routes: [api.accounts.routes],
  });
  try {
    const ask = (remoteAddress: string) =>
      behindProxy.inject({ url: '/v1/account', remoteAddress, headers: { 'x-forwarded-proto': 'https' } });
    expect((await ask('127.0.0.1')).headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await ask('192.0.2.1')).headers).not.toHaveProperty('strict-transport-security');
  } finally {
    await behindProxy.close();
  }
});
