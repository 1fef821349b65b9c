/** The list of recordings: what is in it, what comes to it by upload, and what goes. */
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, orThrow } from '@sinode/client';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../packages/web/src/texts/index.ts';
import { PASSWORD, signOut, signUp, uploadFiles } from './testing/actions.ts';
import { addAxe, findViolations } from './testing/axe.ts';
import { test as base, type Dashboard, PHONE } from './testing/dashboard.ts';
import { brokenFile, edfFile, matFile, wfdbFiles } from './testing/recordings.ts';

const { common, recordings: words } = texts;
const { uploads } = words;

/** More than one page of them, and one that is too long to be analysed at once. */
const MANY = 60;
const test = base.extend({
  library: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures to make
    async ({}, use) => {
      await use(async (folder: string) => {
        for (let i = 1; i <= MANY; i++) {
          await wfdbFiles(join(folder, 'many'), { name: `r${String(i).padStart(2, '0')}`, seed: i });
        }
        await wfdbFiles(join(folder, 'long'), { name: 'holter', seconds: 700 });
      });
    },
    { scope: 'file' },
  ],
});

async function programOf({ server }: Dashboard, username: string) {
  const open = createClient({ baseUrl: server.url });
  const { accessToken } = await orThrow(
    open.POST('/v1/auth/login', { body: { username, password: PASSWORD } }),
  );
  return createClient({ baseUrl: server.url, token: () => accessToken });
}

/** What the server has of somebody's own. */
async function ownOf(dashboard: Dashboard, username: string): Promise<string[]> {
  const client = await programOf(dashboard, username);
  const query = { source: 'mine', sort: 'name' } as const;
  return (await orThrow(client.GET('/v1/recordings', { params: { query } }))).items.map(({ name }) => name);
}

const list = (page: Page) => page.getByRole('list', { name: words.list, exact: true });
const row = (page: Page, name: string) =>
  list(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
const names = (page: Page) => list(page).locator('a[data-recording]').allTextContents();
const panel = (page: Page) => page.getByRole('region', { name: uploads.title, exact: true });
const upload = (page: Page, name: string) => panel(page).getByRole('listitem').filter({ hasText: name });
const uploadedLink = (page: Page, name: string) =>
  panel(page).getByRole('link', { name: uploads.open(name), exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const WITHIN = { timeout: 60_000 };
const poll = <T>(ask: () => Promise<T>) => expect.poll(ask, WITHIN);

/** Uploads and waits until all are there. */
async function bring(page: Page, files: readonly string[], count: number): Promise<void> {
  await uploadFiles(page, files);
  await panel(page).getByText(uploads.summary(count, count)).waitFor();
  await panel(page).getByRole('button', { name: uploads.close, exact: true }).click();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words.row.actions(name), exact: true }).click();
  await page.getByRole('menuitem', { name: words.row.remove, exact: true }).click();
}

test('an upload that is faster than the first answer about the list is in it', async ({
  page,
  dashboard,
}) => {
  await signUp(page, 'hurry');
  const { files } = await matFile(join(dashboard.place.folder, 'quick'), { name: 'quick', seed: 3 });
  let letGo = () => {};
  const isDone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(
    '**/v1/recordings?*',
    async (route) => {
      const answer = await route.fetch();
      await isDone;
      await route.fulfill({ response: answer }).catch(() => {});
    },
    { times: 1 },
  );
  await page.goto('/recordings?source=mine');
  await bring(page, files, 1);
  letGo();
  await row(page, 'quick').waitFor();
});

test('two WFDB records that are given at once become two recordings, each with its heart rate', async ({
  page,
  dashboard,
}) => {
  await signUp(page, 'ada');
  await page.goto('/recordings?source=mine');
  await page.getByRole('heading', { name: words.empty.none }).waitFor();
  const folder = join(dashboard.place.folder, 'ada');
  const morning = await wfdbFiles(folder, { name: 'morning', seed: 1, annotated: true });
  const evening = await wfdbFiles(folder, { name: 'evening', seed: 2, leads: ['I', 'II', 'V1', 'V5'] });
  await uploadFiles(page, [...morning.files, ...evening.files]);
  await uploadedLink(page, 'morning').waitFor();
  await uploadedLink(page, 'evening').waitFor();

  await row(page, 'morning')
    .getByText(/^\d+ bpm$/)
    .waitFor();
  await row(page, 'morning').getByText(common.quality.good).waitFor();
  await row(page, 'evening').getByText('10 s · 250 Hz · Leads I, II, V1 and 1 more').waitFor();
  await row(page, 'evening').getByRole('img').waitFor();
  expect(await page.getByText(words.count.all(2), { exact: true }).count()).toBe(1);

  // The whole row leads to the recording, and the panel stays while one moves about.
  await row(page, 'evening').click({ position: { x: 600, y: 40 } });
  await page.waitForURL(/\/recordings\/[\da-f-]{36}/);
  await panel(page).getByText(uploads.summary(2, 2)).waitFor();
  await page.reload();
  await page.goBack();
  await row(page, 'morning').waitFor();
});

test('a refused file tells why, word for word, and what lacks its rate is sent again with it', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(/status of 4(15|22) .*\/v1\/recordings\]$/);
  await signUp(page, 'grace');
  const folder = join(dashboard.place.folder, 'grace');
  const letter = await brokenFile(folder, 'letter.edf');
  const [header = ''] = (await wfdbFiles(folder, { name: 'lonely' })).files;
  const csv = join(folder, 'beats.csv');
  await writeFile(csv, `II\n${Array.from({ length: 2500 }, (_, i) => (i % 250 === 0 ? 1 : 0)).join('\n')}\n`);

  const client = await programOf(dashboard, 'grace');
  const reasonOf = async (path: string, name: string) => {
    const file = [new File([await readFile(path)], name)];
    const { error } = await client.POST('/v1/recordings', { body: { file } });
    return error?.detail ?? '';
  };
  await uploadFiles(page, [letter, header, csv]);
  for (const [path, name] of [
    [letter, 'letter.edf'],
    [header, 'lonely.hea'],
  ] as const) {
    await upload(page, name)
      .getByText(await reasonOf(path, name), { exact: true })
      .waitFor();
  }
  const reason = await reasonOf(csv, 'beats.csv');
  expect(reason).toMatch(/sampling rate/);
  await upload(page, 'beats.csv').getByText(reason, { exact: true }).waitFor();
  await panel(page).getByText(uploads.problems(3)).waitFor();

  const field = upload(page, 'beats.csv').getByLabel(uploads.rate);
  await field.fill('many');
  await field.press('Enter');
  await upload(page, 'beats.csv').getByText(uploads.rateProblem).waitFor();
  await field.fill('250');
  await field.press('Enter');
  await uploadedLink(page, 'beats.csv').waitFor();
  await row(page, 'beats').getByText('10 s · 250 Hz · Lead II').waitFor();

  await button(page, uploads.dismissOne('letter.edf')).click();
  await button(page, uploads.dismissOne('lonely.hea')).click();
  await panel(page).getByText(uploads.summary(1, 1)).waitFor();
  expect(await ownOf(dashboard, 'grace')).toEqual(['beats']);
});

test('what is too large is told before it is sent', async ({ page, dashboard }) => {
  await signUp(page, 'mary');
  const file = await brokenFile(join(dashboard.place.folder, 'mary'), 'huge.edf');
  await truncate(file, 1_100_000_000);
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/v1/recordings')) sent++;
  });
  await uploadFiles(page, [file]);
  await upload(page, 'huge.edf').getByText(uploads.tooLarge('1.1 GB', '1 GB')).waitFor();
  expect(sent).toBe(0);
});

test('an upload shows how far it is, and can be cancelled', async ({ page, dashboard, visitor }) => {
  await signUp(page, 'joan');
  const folder = join(dashboard.place.folder, 'joan');
  const { files } = await edfFile(folder, { name: 'long', seconds: 3600, samplingRate: 1000 });
  const network = await visitor.context.newCDPSession(page);
  const throttle = (uploadThroughput: number) =>
    network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await throttle(400_000);
  await uploadFiles(page, files);
  const progress = page.getByRole('progressbar', { name: uploads.progress('long.edf') });
  await poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(5);

  // Whoever closes the tab by mistake is asked.
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await closing;

  await button(page, uploads.cancelOne('long.edf')).click();
  await panel(page).waitFor({ state: 'detached' });
  await throttle(-1);
  expect(await ownOf(dashboard, 'joan')).toEqual([]);
});

test('an upload waits while the server is away, and goes on when it is back', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(/net::ERR_/);
  await signUp(page, 'rita');
  const { files } = await edfFile(join(dashboard.place.folder, 'rita'), { name: 'patient' });
  await list(page).waitFor();
  await dashboard.server.kill();
  await uploadFiles(page, files);
  await upload(page, 'patient.edf').getByText(uploads.waiting).waitFor();
  await page.getByText(common.away).waitFor();
  await dashboard.startAgain();
  await uploadedLink(page, 'patient.edf').waitFor();
  expect(await ownOf(dashboard, 'rita')).toEqual(['patient']);
});

test('files are dropped anywhere on the page; the same once more is there only once', async ({
  page,
  dashboard,
}) => {
  await signUp(page, 'hedy');
  const { files } = await matFile(join(dashboard.place.folder, 'hedy'), { name: 'data_1' });
  const bytes = [...(await readFile(files[0] ?? ''))];
  await list(page).waitFor();
  for (const outcome of [uploads.done, uploads.known]) {
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], 'data_1.mat'));
      return data;
    }, bytes);
    await page.dispatchEvent('h1', 'dragenter', { dataTransfer: transfer });
    await page.getByText(words.drop.title).waitFor();
    await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
    await page.getByText(words.drop.title).waitFor({ state: 'detached' });
    await uploadedLink(page, 'data_1.mat').last().waitFor();
    await panel(page).getByText(outcome, { exact: true }).waitFor();
  }
  expect(await ownOf(dashboard, 'hedy')).toEqual(['data_1']);
});

test('recordings are found by name, note, tag, data set and whose they are; the address keeps it', async ({
  page,
  dashboard,
}) => {
  await signUp(page, 'anna');
  const folder = join(dashboard.place.folder, 'anna');
  const before = await wfdbFiles(folder, { name: 'before', seed: 5 });
  const after = await wfdbFiles(folder, { name: 'after', seed: 6 });
  await bring(page, [...before.files, ...after.files], 2);
  await page.getByText(words.filters.sources.mine, { exact: true }).click();
  await page.waitForURL(/source=mine/);

  // Name, tags and note.
  await button(page, words.row.actions('after')).click();
  await page.getByRole('menuitem', { name: words.row.edit }).click();
  const dialog = page.getByRole('dialog', { name: words.edit.title });
  await dialog.getByLabel(words.edit.name, { exact: true }).fill('');
  await dialog.getByRole('button', { name: words.edit.save }).click();
  await dialog.getByText(words.edit.rule('must not be empty')).waitFor();
  await dialog.getByLabel(words.edit.name, { exact: true }).fill('After the stairs');
  await dialog.getByRole('textbox', { name: words.edit.tags }).fill('exercise, ergometer 2');
  await dialog.getByLabel(words.edit.note, { exact: true }).fill('four floors');
  await dialog.getByRole('button', { name: words.edit.save }).click();
  await dialog.waitFor({ state: 'detached' });

  const search = page.getByRole('searchbox', { name: words.filters.search });
  for (const text of ['STAIRS', 'four fl', 'ergometer']) {
    await search.fill(text);
    await page.waitForURL((url) => url.searchParams.get('q') === text);
    await page.getByText(words.count.all(1), { exact: true }).waitFor();
    expect(await names(page)).toEqual(['After the stairs']);
  }
  await page.reload();
  await row(page, 'After the stairs').waitFor();
  expect(await search.inputValue()).toBe('ergometer');
  await search.fill('no such thing');
  await page.getByRole('heading', { name: words.empty.nothing }).waitFor();
  await button(page, words.empty.clear).click();
  await page.getByText(words.count.soFar(50), { exact: true }).waitFor();
  expect(await search.inputValue()).toBe('');

  await row(page, 'After the stairs')
    .getByRole('link', { name: words.filters.tag('exercise') })
    .click();
  await page.waitForURL(/tag=exercise/);
  await page.getByText(words.count.all(1), { exact: true }).waitFor();
  await button(page, words.filters.removeTag('exercise')).click();
  await page.getByText(words.count.soFar(50), { exact: true }).waitFor();
  await page.goBack();

  await page.goto('/recordings');
  await page.getByRole('combobox', { name: words.filters.dataSet }).selectOption('long');
  await page.getByText(words.count.all(1), { exact: true }).waitFor();
  await page.getByRole('combobox', { name: words.filters.dataSet }).selectOption('');
  await page.getByRole('combobox', { name: words.filters.sort }).selectOption('longest');
  await poll(async () => (await names(page))[0]).toMatch(/^holter/);
});

test('a long list goes on by itself at its end, and by keyboard', async ({ page }) => {
  await signUp(page, 'emmy');
  await page.goto('/recordings?dataSet=many&sort=name');
  await page.getByText(words.count.soFar(50), { exact: true }).waitFor();
  await page.mouse.wheel(0, 100_000);
  await page.getByText(words.count.all(MANY), { exact: true }).waitFor();
  expect(new Set(await names(page)).size).toBe(MANY);
  await page.keyboard.press('End');
  // What comes into view is analysed, and drawn.
  const last = list(page).getByRole('listitem').last();
  await last.getByText(/^\d+ bpm$/).waitFor();
  await last.getByRole('img').waitFor();
});

test('a long recording is analysed when somebody asks, and that is followed from elsewhere too', async ({
  page,
  visitor,
}) => {
  await signUp(page, 'lise');
  await page.goto('/recordings?dataSet=long');
  const item = list(page).getByRole('listitem');
  await item.getByText(words.analysis.none).waitFor();
  const other = await visitor.context.newPage();
  await item.getByRole('button', { name: /^Find the beats/ }).click();
  await other.goto('/recordings?dataSet=long');
  for (const each of [page, other]) {
    await list(each)
      .getByRole('listitem')
      .getByText(/^\d+ bpm$/)
      .waitFor();
  }
});

test('what is deleted can be brought back for a while, by button and by key, and is then gone for good', async ({
  page,
  dashboard,
}) => {
  await page.clock.install();
  await signUp(page, 'vera');
  await page.goto('/recordings?source=mine');
  const folder = join(dashboard.place.folder, 'vera');
  const all = await Promise.all(
    ['a', 'b', 'c'].map((name, seed) => wfdbFiles(folder, { name, seed: seed + 40 })),
  );
  await bring(
    page,
    all.flatMap(({ files }) => files),
    3,
  );
  await row(page, 'c').waitFor();

  await remove(page, 'b');
  await row(page, 'b').waitFor({ state: 'detached' });
  await page.getByText(words.deleted.one('b')).waitFor();
  // The focus has not fallen off the page.
  await poll(() => page.evaluate(() => document.activeElement?.textContent)).toMatch(/^[ac]$/);
  await button(page, words.deleted.undo).click();
  await row(page, 'b').waitFor();
  await page.getByText(words.deleted.one('b')).waitFor({ state: 'detached' });

  await remove(page, 'b');
  await row(page, 'b').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await row(page, 'b').waitFor();
  await page.clock.runFor(10_000);
  expect(await ownOf(dashboard, 'vera')).toEqual(['a', 'b', 'c']);

  await remove(page, 'b');
  await row(page, 'b').waitFor({ state: 'detached' });
  const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.clock.runFor(10_000);
  expect((await deleted).status()).toBe(204);
  await page.getByText(words.deleted.one('b')).waitFor({ state: 'detached' });
  expect(await ownOf(dashboard, 'vera')).toEqual(['a', 'c']);
  await page.reload();
  await row(page, 'a').waitFor();
  expect((await names(page)).sort()).toEqual(['a', 'c']);
});

test('several are given a tag, and deleted, at once', async ({ page, dashboard }) => {
  await signUp(page, 'ines');
  await page.goto('/recordings?source=mine');
  const folder = join(dashboard.place.folder, 'ines');
  const all = await Promise.all(
    ['a', 'b', 'c'].map((name, seed) => wfdbFiles(folder, { name, seed: seed + 50 })),
  );
  await bring(
    page,
    all.flatMap(({ files }) => files),
    3,
  );
  for (const name of ['a', 'c']) await page.getByRole('checkbox', { name: words.row.select(name) }).check();
  const bar = page.getByRole('region', { name: words.selection.label });
  await bar.getByText(words.selection.count(2)).waitFor();
  await bar.getByRole('button', { name: words.selection.tag }).click();
  const dialog = page.getByRole('dialog', { name: words.selection.tagTitle(2) });
  await dialog.getByRole('textbox', { name: words.edit.tags }).fill('night');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  for (const name of ['a', 'c']) {
    await row(page, name)
      .getByRole('link', { name: words.filters.tag('night') })
      .waitFor();
  }
  expect(
    await row(page, 'b')
      .getByRole('link', { name: words.filters.tag('night') })
      .count(),
  ).toBe(0);
  await bar.getByRole('button', { name: words.selection.remove }).click();
  await page.getByText(words.deleted.many(2)).waitFor();
  expect(await names(page)).toEqual(['b']);
  // Nobody waits the eight seconds: who signs out has decided.
  await signOut(page, 'ines');
  expect(await ownOf(dashboard, 'ines')).toEqual(['b']);
});

test('who leaves the page at once has deleted all the same', async ({ page, dashboard }) => {
  await signUp(page, 'olga');
  const { files } = await wfdbFiles(join(dashboard.place.folder, 'olga'), { name: 'short-lived', seed: 60 });
  await bring(page, files, 1);
  await remove(page, 'short-lived');
  await page.getByText(words.deleted.one('short-lived')).waitFor();
  await page.goto('about:blank');
  await poll(() => ownOf(dashboard, 'olga')).toEqual([]);
});

test('a key that may only read lists and finds nothing to write, and says why an upload is refused', async ({
  page,
  dashboard,
  visitor,
}) => {
  visitor.expectErrors(/status of 403 /);
  await signUp(page, 'rosa');
  const client = await programOf(dashboard, 'rosa');
  const { key } = await orThrow(client.POST('/v1/api-keys', { body: { name: 'look', scope: 'read' } }));
  await signOut(page, 'rosa');
  await page.goto('/sign-in');
  await page.getByRole('tab', { name: texts.session.signIn.byToken }).click();
  await page.getByRole('textbox', { name: texts.session.token, exact: true }).fill(key);
  await page.keyboard.press('Enter');
  await list(page).waitFor();
  const { files } = await wfdbFiles(join(dashboard.place.folder, 'rosa'), { name: 'no' });
  await uploadFiles(page, files);
  await upload(page, 'no')
    .getByText(/may only read/)
    .waitFor();
});

const LOOKS = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', viewport: PHONE, hasTouch: true },
  { colorScheme: 'dark', viewport: { width: 360, height: 640 }, hasTouch: true },
] as const;

test('axe finds nothing, and nothing is wider than the page, whatever it looks like', async ({
  dashboard,
  visit,
}) => {
  for (const [index, look] of LOOKS.entries()) {
    const { page, expectErrors } = await visit(look);
    expectErrors(/status of 4(15|22) .*\/v1\/recordings\]$/);
    await addAxe(page);
    const check = async (what: string) => {
      expect(await findViolations(page), what).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide, what).toBeLessThanOrEqual(0);
    };
    await signUp(page, `look-${index}`);
    await list(page)
      .getByText(/^\d+ bpm$/)
      .first()
      .waitFor();
    await check('the list');
    await page.goto('/recordings?source=mine');
    await page.getByRole('heading', { name: words.empty.none }).waitFor();
    await check('nothing');
    const folder = join(dashboard.place.folder, `look-${index}`);
    const name = 'a-recording-with-a-name-that-is-longer-than-any-phone-is-wide-and-has-no-spaces';
    const good = await wfdbFiles(folder, { name, seed: 70 + index });
    await uploadFiles(page, [...good.files, await brokenFile(folder)]);
    await row(page, name)
      .getByText(/^\d+ bpm$/)
      .waitFor();
    await panel(page).getByText(uploads.problems(1)).waitFor();
    await check('uploads');
    await button(page, uploads.close).click();
    await page.getByRole('checkbox', { name: words.row.select(name) }).check();
    await page.getByRole('button', { name: words.selection.tag, exact: true }).click();
    await page.getByRole('dialog', { name: words.selection.tagTitle(1) }).waitFor();
    await check('a dialog');
    await page.keyboard.press('Escape');
    await remove(page, name);
    await page.getByText(words.deleted.one(name)).waitFor();
    await check('deleted');
  }
});
