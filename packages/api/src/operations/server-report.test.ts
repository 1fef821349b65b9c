import { ServerReport } from '@sinode/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountsApp, createAccountsApp } from '../accounts/testing/accounts-app.ts';
import { serverRoutes } from './server-report.ts';

let api: AccountsApp;
beforeAll(async () => {
  const card = { name: 'm', version: '2.0.0', licence: 'secret' };
  const facts = {
    version: '1.2.3',
    registration: 'closed',
    maxUploadBytes: 1000,
    signInProvider: null,
    keepRecordingsDays: 30,
    engine: { card },
  } as const;
  api = await createAccountsApp({}, [
    serverRoutes({ ...facts, hasAccounts: () => api.accounts.users.exist() }),
  ]);
});
afterAll(() => api.close());

const read = () => api.send({ method: 'GET', url: '/v1/server' });

test('a page learns what it must say before anyone has signed in', async () => {
  const answer = await read();
  expect(answer.statusCode).toBe(200);
  expect(ServerReport.parse(answer.json())).toEqual({
    version: '1.2.3',
    registration: 'closed',
    hasAccounts: false,
    maxUploadBytes: 1000,
    signInProvider: null,
    keepRecordingsDays: 30,
    model: { name: 'm', version: '2.0.0' },
  });
});

test('with the first account there are accounts', async () => {
  await api.signUp('ada');
  expect((await read()).json().hasAccounts).toBe(true);
});
