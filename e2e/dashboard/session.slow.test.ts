/** Coming in, staying in, and a session that ends in the middle of something. */
import { createClient, orThrow } from '@sinode/client';
import { chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../packages/web/src/texts/index.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { startServerProcess } from '../testing/server-process.ts';
import { accountButton, PASSWORD, signIn, signOut, signUp } from './testing/actions.ts';
import { addAxe, findViolations } from './testing/axe.ts';
import { type Dashboard, PHONE, test } from './testing/dashboard.ts';

const { common, session: words } = texts;
const { account } = words;

const refused = (status: number, path: string) =>
  new RegExp(`status of ${status} .*${path.replaceAll('/', '\\/')}[^/]*\\]$`);
const WITHIN = { timeout: 60_000 };
const UNAUTHORIZED = /status of 401 /;

/** The same account, from a program. */
async function programOf({ server }: Dashboard, username: string) {
  const open = createClient({ baseUrl: server.url });
  const body = { username, password: PASSWORD };
  const { accessToken } = await orThrow(open.POST('/v1/auth/login', { body }));
  return createClient({ baseUrl: server.url, token: () => accessToken });
}

/** Ends all sessions of an account but the program's own, as their owner can from anywhere. */
async function endSessions(dashboard: Dashboard, username: string): Promise<void> {
  const client = await programOf(dashboard, username);
  const { items } = await orThrow(client.GET('/v1/sessions'));
  for (const { id, isCurrent } of items) {
    if (!isCurrent) await orThrow(client.DELETE('/v1/sessions/{id}', { params: { path: { id } } }));
  }
}

async function keysOf(dashboard: Dashboard, username: string): Promise<string[]> {
  const client = await programOf(dashboard, username);
  return (await orThrow(client.GET('/v1/api-keys'))).items.map(({ name }) => name);
}

const nameField = (page: Page) => page.getByLabel(words.name, { exact: true });
const passwordField = (page: Page) => page.getByLabel(words.passwordLabel, { exact: true });
const tokenField = (page: Page) => page.getByRole('textbox', { name: words.token, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const signInLink = (page: Page) =>
  page.getByRole('banner').getByRole('link', { name: common.nav.signIn, exact: true });
const endedDialog = (page: Page) => page.getByRole('dialog', { name: words.ended.title });
const hasFocus = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'));

test('the first visitor registers, becomes the administrator, and stays signed in', async ({
  page,
  visitor,
}) => {
  await page.goto('/account?from=a-link');
  await page.waitForURL(/\/sign-in\?to=/);
  await page.getByText(words.signIn.first).waitFor();
  await page.getByRole('link', { name: words.signIn.register }).click();
  await page.getByText(words.register.first).waitFor();

  // The rules are told before, and after when they were broken.
  const nameRule = page.getByText(/must have 3 to 64 characters/);
  expect(await nameRule.count()).toBe(1);
  await nameField(page).fill('a');
  await passwordField(page).fill('short');
  await button(page, words.register.submit).click();
  expect(await hasFocus(page)).toBe('username');
  expect(await nameField(page).getAttribute('aria-invalid')).toBe('true');
  expect(await passwordField(page).getAttribute('aria-invalid')).toBe('true');
  expect(await nameRule.count()).toBe(1);

  await nameField(page).fill('ada');
  await passwordField(page).fill(PASSWORD);
  await button(page, words.showPassword).click();
  expect(await passwordField(page).getAttribute('type')).toBe('text');
  await button(page, words.register.submit).click();

  // Back to where she wanted to be.
  await heading(page, account.title).waitFor();
  expect(page.url()).toMatch(/\/account\?from=a-link$/);
  await page.getByText(account.admin, { exact: true }).waitFor();
  // Nothing that a script could take away for longer than a quarter of an hour.
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toMatch(/eyJ|token/i);

  await page.reload();
  await heading(page, account.title).waitFor();
  const second = await visitor.context.newPage();
  await second.goto('/account');
  await second.getByText(account.sessions.current, { exact: true }).waitFor();
  expect(await second.getByRole('list', { name: account.sessions.list }).getByRole('listitem').count()).toBe(
    1,
  );
});

test('what went wrong is said in words', async ({ page, visitor }) => {
  visitor.expectErrors(UNAUTHORIZED, refused(409, '/register'), refused(429, '/v1/browser-session'));
  await page.goto('/register');
  await nameField(page).fill('ADA');
  await passwordField(page).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText(words.register.nameTaken).waitFor();
  expect(await hasFocus(page)).toBe('username');

  await page.getByRole('link', { name: words.register.signIn, exact: true }).last().click();
  await button(page, words.signIn.submit).click();
  expect(await page.getByText(words.failed.empty).count()).toBe(2);
  await nameField(page).fill('nobody-of-this-name');
  await passwordField(page).fill('wrong');
  for (let attempt = 1; attempt <= 10; attempt++) {
    const answered = page.waitForResponse(/browser-session$/);
    await page.keyboard.press('Enter');
    await answered;
    await page.getByRole('alert').getByText(words.failed.wrong).waitFor();
    expect(await hasFocus(page)).toBe('password');
  }
  await page.keyboard.press('Enter');
  const [before, after] = words.failed.tooMany('|').split('|');
  const refusal = page.getByRole('alert').getByText(before ?? '');
  await refusal.waitFor();
  expect(await refusal.textContent()).toMatch(/\d\d:\d\d/);
  expect(await refusal.textContent()).toContain(after);
});

test('a token that gets old is renewed without a word, in two tabs at the same moment', async ({
  page,
  visitor,
}) => {
  await visitor.context.clock.install();
  await signUp(page, 'iris');
  await page.goto('/account');
  const other = await visitor.context.newPage();
  await other.goto('/account');
  const tabs = [page, other];
  for (const tab of tabs) await tab.getByLabel(account.keys.name).waitFor();
  await visitor.context.clock.fastForward('11:00');
  const renewals = tabs.map((tab) => tab.waitForResponse(/browser-session\/refresh$/));
  await Promise.all(tabs.map((tab) => tab.getByRole('link', { name: common.nav.recordings }).click()));
  for (const renewal of renewals) expect((await renewal).status()).toBe(200);
  for (const tab of tabs) await tab.getByRole('list', { name: texts.recordings.list }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a session that ends asks for the password over the page, and what was under way goes on', async ({
  page,
  dashboard,
  visitor,
}) => {
  await addAxe(page);
  visitor.expectErrors(UNAUTHORIZED);
  await signUp(page, 'grace');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).fill('night import');
  await page.getByRole('radio', { name: account.keys.scopes.write, exact: true }).check();
  await endSessions(dashboard, 'grace');
  await button(page, account.keys.submit).click();

  await endedDialog(page).waitFor();
  expect(await findViolations(page)).toEqual([]);
  // Nothing that one presses by habit loses what is below.
  await page.keyboard.press('Escape');
  expect(await page.getByLabel(account.keys.name).inputValue()).toBe('night import');
  const dialog = endedDialog(page);
  expect(await dialog.getByLabel(words.name, { exact: true }).inputValue()).toBe('grace');
  expect(await dialog.getByLabel(words.name, { exact: true }).isEditable()).toBe(false);
  expect(await hasFocus(page)).toBe('password');

  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await dialog.getByText(words.failed.wrong).waitFor();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: account.keys.newTitle('night import') }).waitFor();
  await endedDialog(page).waitFor({ state: 'detached' });
  expect(await keysOf(dashboard, 'grace')).toEqual(['night import']);
});

test('a dialog below stays open, whatever is pressed while the session has ended', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(UNAUTHORIZED, refused(403, '/v1/account'));
  await signUp(page, 'joan');
  await page.goto('/account');
  await button(page, account.remove.open).click();
  const below = page.getByRole('dialog', { name: account.remove.title });
  await below.getByLabel(account.remove.password).fill('not it');
  await endSessions(dashboard, 'joan');
  await below.getByRole('button', { name: account.remove.submit }).click();
  await endedDialog(page).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await below.getByText(words.failed.wrongPassword).waitFor();
  expect(await below.getByLabel(account.remove.password).inputValue()).toBe('not it');
});

test('who does not want to sign in again leaves, and nothing of theirs is left', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(UNAUTHORIZED);
  await signUp(page, 'hedy');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).fill('never made');
  await endSessions(dashboard, 'hedy');
  await button(page, account.keys.submit).click();
  await endedDialog(page).waitFor();
  await button(page, words.ended.leave).click();
  await page.waitForURL(`${dashboard.url}/`);
  await page.goBack();
  await heading(page, words.signIn.title).waitFor();
  expect(await page.locator('body').textContent()).not.toContain('hedy');
  expect(await keysOf(dashboard, 'hedy')).toEqual([]);
});

test('tabs come in and go out together', async ({ page, dashboard, visitor }) => {
  await signUp(page, 'mary');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).waitFor();
  const other = await visitor.context.newPage();
  await other.goto('/recordings');
  await accountButton(other, 'mary').waitFor();

  await signOut(other, 'mary');
  await other.waitForURL(`${dashboard.url}/`);
  await heading(page, words.signIn.title).waitFor();
  await page.goBack();
  await heading(page, words.signIn.title).waitFor();
  await other.goBack();
  await heading(other, words.signIn.title).waitFor();
  for (const each of [page, other]) expect(await each.locator('body').textContent()).not.toContain('mary');
  const refresh = await visitor.context.request.post('/v1/browser-session/refresh');
  expect(refresh.status()).toBe(401);

  await page.goto('/sign-in?to=/account');
  await signIn(other, 'mary');
  await heading(page, account.title).waitFor();
});

test('when somebody else signs in, nothing that was begun is done in their name', async ({
  page,
  dashboard,
  visitor,
  visit,
}) => {
  visitor.expectErrors(UNAUTHORIZED);
  const { page: elsewhere } = await visit();
  await signUp(elsewhere, 'emmy');
  await signUp(page, 'rosa');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).fill('of rosa');
  // As another program of this browser may, without telling the tab.
  const data = { username: 'emmy', password: PASSWORD };
  expect((await visitor.context.request.post('/v1/browser-session', { data })).ok()).toBe(true);
  await endSessions(dashboard, 'rosa');
  await button(page, account.keys.submit).click();
  await accountButton(page, 'emmy').waitFor();
  await page.getByText(account.keys.none).waitFor();
  expect(await page.locator('body').textContent()).not.toContain('rosa');
  expect([await keysOf(dashboard, 'emmy'), await keysOf(dashboard, 'rosa')]).toEqual([[], []]);
});

test('an API key is a way in too, for one tab', async ({ page, dashboard, visitor }) => {
  visitor.expectErrors(UNAUTHORIZED, refused(403, '/v1/sessions'));
  await signUp(page, 'anna');
  const client = await programOf(dashboard, 'anna');
  const make = async (name: string) =>
    orThrow(client.POST('/v1/api-keys', { body: { name, scope: 'write' } }));
  const [first, second] = [await make('first'), await make('second')];
  await signOut(page, 'anna');

  await page.goto('/sign-in?to=/account');
  await page.getByRole('tab', { name: words.signIn.byToken }).click();
  await tokenField(page).fill('sinode_wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(words.failed.wrongToken).waitFor();
  await tokenField(page).fill(`Bearer ${first.key}\n`);
  await page.keyboard.press('Enter');
  await page.getByText(account.needsPassword).waitFor();
  await page.reload();
  await page.getByText(account.needsPassword).waitFor();
  const other = await visitor.context.newPage();
  await other.goto('/account');
  await heading(other, words.signIn.title).waitFor();

  // Revoked, it asks for another one; that of somebody else is none.
  await orThrow(client.DELETE('/v1/api-keys/{id}', { params: { path: { id: first.id } } }));
  await page.getByRole('link', { name: common.nav.recordings }).click();
  await endedDialog(page).waitFor();
  const foreigner = { username: 'anja', password: PASSWORD };
  await orThrow(client.POST('/v1/auth/register', { body: foreigner }));
  const foreign = await orThrow(
    (await programOf(dashboard, 'anja')).POST('/v1/api-keys', { body: { name: 'key', scope: 'read' } }),
  );
  await tokenField(page).fill(foreign.key);
  await page.keyboard.press('Enter');
  await page.getByText(words.ended.otherAccount('anja')).waitFor();
  await tokenField(page).fill(second.key);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: texts.recordings.list }).waitFor();
});

test('one signs out also while the server is away, and it hears of it', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(/net::ERR_/, UNAUTHORIZED);
  await signUp(page, 'rita');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).waitFor();
  const [cookie] = await visitor.context.cookies(`${dashboard.url}/v1/browser-session`);
  // The page that comes after signing out is not loaded yet: until the browser keeps all of them, only the server has it.
  const isKept = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
  await expect.poll(isKept, WITHIN).toBe(true);
  await dashboard.server.kill();
  await signOut(page, 'rita');
  await dashboard.startAgain();
  // Neither this page nor a new one is signed in any more, and a copy of the cookie is worth nothing.
  await page.getByText(common.away).waitFor({ state: 'detached' });
  await expect
    .poll(async () => {
      const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
      const refresh = await fetch(`${dashboard.url}/v1/browser-session/refresh`, { method: 'POST', headers });
      return refresh.status;
    }, WITHIN)
    .toBe(401);
  await page.reload();
  await signInLink(page).waitFor();
});

test('a page that cannot be loaded leaves the way to others, and can be tried again', async ({
  dashboard,
  visit,
}) => {
  const { page, expectErrors } = await visit({ serviceWorkers: 'block' });
  expectErrors(/net::ERR_/, /Unable to preload/, /dynamically imported module/, UNAUTHORIZED);
  await signUp(page, 'nora');
  await page.goto('/account');
  await page.getByLabel(account.keys.name).waitFor();
  await dashboard.server.kill();
  // The page that comes then was not loaded before.
  await signOut(page, 'nora');
  await page.getByText(common.failed.title).waitFor();
  await dashboard.startAgain();
  await page.getByText(common.away).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: common.tryAgain }).click();
  await page.getByRole('heading', { name: texts.start.title }).waitFor();
});

test('a proxy that takes the token away is told of, and the server is not asked again and again', async ({
  page,
  visitor,
}) => {
  visitor.expectErrors(UNAUTHORIZED);
  await signUp(page, 'lise');
  let asked = 0;
  await page.route('**/v1/api-keys', async (route) => {
    asked++;
    const { authorization: _, ...headers } = await route.request().allHeaders();
    await route.continue({ headers });
  });
  await page.goto('/account');
  await page.getByText(common.failed.title).waitFor();
  expect(asked).toBe(3);
});

test('an account is deleted with its password, and its name can be used again', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(UNAUTHORIZED, refused(403, '/v1/account'));
  await signUp(page, 'vera');
  await page.goto('/account');
  const other = await visitor.context.newPage();
  await other.goto('/account');
  await other.getByLabel(account.keys.name).waitFor();
  await button(page, account.remove.open).click();
  const field = page.getByLabel(account.remove.password);
  await field.fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(words.failed.wrongPassword).waitFor();
  await field.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${dashboard.url}/`);
  await heading(other, words.signIn.title).waitFor();
  await signUp(page, 'vera');
});

test('the password is changed, and everywhere else one is signed out', async ({ page, visit, visitor }) => {
  visitor.expectErrors(refused(403, '/v1/account/password'));
  await signUp(page, 'ines');
  const elsewhere = await visit();
  elsewhere.expectErrors(UNAUTHORIZED);
  await signIn(elsewhere.page, 'ines');
  await page.goto('/account');
  const current = page.getByLabel(account.changePassword.current);
  const next = page.getByLabel(account.changePassword.next);
  await current.fill('wrong');
  await next.fill('another horse, another day');
  await page.keyboard.press('Enter');
  await page.getByText(words.failed.wrongPassword).waitFor();
  await current.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText(account.changePassword.done).waitFor();
  expect(await current.inputValue()).toBe('');
  await elsewhere.page.goto('/account');
  await heading(elsewhere.page, words.signIn.title).waitFor();
});

test('a server in a LAN has no https, and so its page no locks and no clipboard', async ({ dashboard }) => {
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--host-resolver-rules=MAP sinode.example 127.0.0.1', '--disable-dev-shm-usage'],
  });
  try {
    const baseURL = dashboard.url.replace('127.0.0.1', 'sinode.example');
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await signUp(page, 'olga');
    expect(await page.evaluate(() => [window.isSecureContext, 'locks' in navigator])).toEqual([false, false]);
    await page.reload();
    await accountButton(page, 'olga').waitFor();
    await page.goto('/account');
    await page.getByLabel(account.keys.name).fill('night import');
    await page.keyboard.press('Enter');
    await button(page, account.keys.copy).click();
    await page.getByText(account.keys.copyYourself).waitFor();
    const selected = await page.evaluate(() => String(document.getSelection()));
    expect(selected).toMatch(/^sinode_/);
    await button(page, account.keys.close).click();
    await signOut(page, 'olga');
    await page.reload();
    await signInLink(page).waitFor();
  } finally {
    await browser.close();
  }
});

const LOOKS = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', viewport: PHONE },
  { colorScheme: 'dark', viewport: { width: 360, height: 640 } },
] as const;

test('axe finds nothing, and nothing is wider than the page, whatever it looks like', async ({ visit }) => {
  for (const [index, look] of LOOKS.entries()) {
    const { page } = await visit(look);
    await addAxe(page);
    const check = async () => {
      expect(await findViolations(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    };
    await page.goto('/sign-in');
    await nameField(page).waitFor();
    await check();
    await page.getByRole('tab', { name: words.signIn.byToken }).click();
    await check();
    await page.goto('/register');
    await button(page, words.register.submit).click();
    await check();
    await signUp(page, `look-${index}`);
    await page.goto('/account');
    await page.getByLabel(account.keys.name).fill('a key with a rather long name, which has to go somewhere');
    await page.keyboard.press('Enter');
    await page.getByLabel(account.keys.key, { exact: true }).waitFor();
    await check();
    await button(page, account.keys.close).click();
    await page.getByRole('list', { name: account.keys.list }).waitFor();
    await check();
  }
});

test('where registration is closed, the page says whom to ask', async ({ page, dashboard }) => {
  const ports = {
    port: Number(new URL(dashboard.server.url).port),
    webPort: Number(new URL(dashboard.url).port),
  };
  await dashboard.server.stop();
  const closed = await startServerProcess(dashboard.place, {
    web: true,
    ...ports,
    env: { SINODE_REGISTRATION: 'off' },
  });
  try {
    await page.goto('/register');
    await page.getByText(words.register.closedText).waitFor();
    expect(await nameField(page).count()).toBe(0);
    const answered = page.waitForResponse(/\/v1\/server$/);
    await page.goto('/sign-in');
    await answered;
    await page.getByText(words.signIn.tryIt).waitFor();
    expect(await page.getByRole('link', { name: words.signIn.register }).count()).toBe(0);
  } finally {
    await closed.stop();
    await dashboard.startAgain();
  }
});
