/** Signing in through a provider, as a person does it: the real server, a real provider, a real Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startProvider, type TestProvider } from '../../packages/api/src/accounts/testing/oidc-provider.ts';
import { connect } from '../../packages/api/src/database/connect.ts';
import { sessions } from '../../packages/api/src/database/schema.ts';
import { createTestDatabase } from '../../packages/api/src/testing/test-database.ts';
import { texts } from '../../packages/web/src/texts/index.ts';
import { openBrowser } from '../../scripts/open-browser.mjs';
import {
  createPlace,
  freePort,
  type Place,
  type ServerProcess,
  startServerProcess,
} from '../testing/server-process.ts';
import { addAxe, findViolations } from './testing/axe.ts';

const { signIn } = texts.session;
const WITHIN = { timeout: 60_000 };

let place: Place;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let provider: TestProvider;
let server: ServerProcess;
let browser: Browser;
let page: Page;
async function start(webPort: number): Promise<void> {
  const { issuer, clientId, clientSecret, publicUrl, name } = provider.config;
  const env = {
    DATABASE_URL: database.url,
    SINODE_PUBLIC_URL: publicUrl,
    SINODE_OIDC_ISSUER: issuer,
    SINODE_OIDC_CLIENT_ID: clientId,
    SINODE_OIDC_CLIENT_SECRET: clientSecret,
    SINODE_OIDC_NAME: name,
  };
  server = await startServerProcess(place, { web: true, webPort, env });
}
beforeAll(async () => {
  const webPort = await freePort();
  provider = await startProvider(`http://127.0.0.1:${webPort}`);
  place = await createPlace();
  database = await createTestDatabase();
  await start(webPort);
  browser = await openBrowser();
});
beforeEach(async () => {
  const context = await browser.newContext({ baseURL: server.webUrl });
  page = await context.newPage();
  page.setDefaultTimeout(WITHIN.timeout);
  return () => context.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.close();
  await database?.drop();
  await place?.remove();
});

/** On the provider's own pages: the name, and that Sinode may know it. */
async function signInThere(login: string): Promise<void> {
  await page.waitForURL((url) => url.origin === provider.config.issuer);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]', { hasText: 'Continue' }).click();
}

const link = () => page.getByRole('link', { name: signIn.byProvider(provider.config.name), exact: true });

test('the way there and back leads to the page that was wanted, and lasts over a reload', async () => {
  await addAxe(page);
  await page.goto('/account?from=a-link');
  await link().waitFor();
  expect(await findViolations(page)).toEqual([]);
  await link().focus();
  await page.keyboard.press('Enter');
  await signInThere('grace');

  await page.waitForURL(/\/account\?from=a-link$/);
  await page.getByText('grace', { exact: true }).first().waitFor();
  await page.reload();
  await page.getByText('grace', { exact: true }).first().waitFor();
  const cookies = await page.context().cookies();
  expect(
    cookies.filter(({ domain }) => domain === '127.0.0.1').map(({ name, httpOnly }) => [name, httpOnly]),
  ).toContainEqual(['sinode-session', true]);
  expect(cookies.map(({ name }) => name)).not.toContain('sinode-sign-in');
});

test('an account without a password asks for none, and is deleted by who has signed in once more', async () => {
  const { account } = texts.session;
  await addAxe(page);
  await page.goto('/account');
  await link().click();
  await signInThere('joan');
  await page.getByText('joan', { exact: true }).first().waitFor();
  await page.getByRole('heading', { name: account.remove.title }).waitFor();
  expect(await page.getByRole('heading', { name: account.changePassword.title }).count()).toBe(0);

  const { db, close } = await connect(database.url, () => {});
  await db.update(sessions).set({ createdAt: new Date(0) });
  await close();
  const askToDelete = async () => {
    await page.getByRole('button', { name: account.remove.open }).click();
    await page.getByRole('button', { name: account.remove.submit }).click();
  };
  await askToDelete();
  await page.getByRole('alert').getByText(texts.session.failed.outdated).waitFor();
  expect(await findViolations(page)).toEqual([]);
  // The provider still knows who it is.
  await link().click();
  await page.waitForURL(/\/account$/);
  await askToDelete();
  await page.waitForURL(/:\d+\/$/);
  const again = await fetch(`${server.webUrl}/v1/browser-session/refresh`, { method: 'POST' });
  expect(again.status).toBe(401);
});

test('what went wrong is said on the page for signing in', async () => {
  await addAxe(page);
  for (const failed of Object.keys(signIn.failed) as (keyof typeof signIn.failed)[]) {
    await page.goto(`/sign-in?failed=${failed}`);
    await page.getByRole('alert').getByText(signIn.failed[failed]).waitFor();
  }
  expect(await findViolations(page)).toEqual([]);
  // An answer that nobody waits for here.
  await page.goto('/v1/oidc/callback?code=forged&state=forged');
  await page.getByText(signIn.failed.expired).waitFor();
});

test('a provider that is away is no dead end', async () => {
  await provider.close();
  await page.goto('/sign-in?to=%2Frecordings');
  // What was found out before is still known: the browser goes there, and nobody answers.
  await server.stop();
  await start(Number(new URL(server.webUrl).port));
  await page.reload();
  await link().click();
  await page.getByText(signIn.failed['provider-away']).waitFor();
  expect(new URL(page.url()).searchParams.get('to')).toBe('/recordings');
});
