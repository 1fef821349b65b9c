/**
 * Every page in every look, empty and with data, with its menus and dialogs open: axe finds nothing, one main heading
 * says where one is, and nothing is cut off where the screen is narrow.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { texts } from '../../packages/web/src/texts/index.ts';
import { accountButton, signUp, uploadFiles } from './testing/actions.ts';
import { DESKTOP, PHONE, test } from './testing/dashboard.ts';
import { Examination } from './testing/examination.ts';
import { brokenFile, wfdbFiles } from './testing/recordings.ts';
import { traceOf } from './testing/trace.ts';

const { common, start, session, local, recordings, recording: viewer, evaluations, models } = texts;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const result = (page: Page) => page.getByRole('region', { name: viewer.summary.label });

test('what everybody may see', async ({ page }) => {
  const examination = await Examination.of(page);
  const looks: [path: string, title: string][] = [
    ['/', start.title],
    ['/sign-in', session.signIn.title],
    ['/register', session.register.title],
    ['/try', local.title],
    ['/no-such-page', common.notFound.title],
  ];
  for (const [path, title] of looks) {
    await page.goto(path);
    await heading(page, title).waitFor();
    await examination.look(path);
  }

  await page.goto('/sign-in');
  await page.getByRole('tab', { name: session.signIn.byToken }).click();
  await examination.look('signing in with a token');
  await page.goto('/register');
  await button(page, session.register.submit).click();
  await examination.look('registering with nothing filled in');
  await button(page, common.theme.label).click();
  await page.getByRole('menu').waitFor();
  await examination.look('the menu of colours', [DESKTOP, PHONE]);
  await page.keyboard.press('Escape');
  await page.setViewportSize(PHONE);
  await button(page, common.openNavigation).click();
  await page.getByRole('navigation', { name: common.mainNavigation }).waitFor();
  await examination.look('the navigation of a phone', [PHONE]);

  await page.goto('/try');
  await button(page, local.example.button).click();
  await result(page).waitFor();
  await traceOf(page).waitFor();
  await examination.look('the example');
  examination.end(10);
});

test('recordings', async ({ page, visitor, dashboard }) => {
  const folder = join(dashboard.place.folder, 'recordings');
  const { files } = await wfdbFiles(folder, { name: 'mine', seed: 31, seconds: 20, leads: ['II', 'V1'] });
  const examination = await Examination.of(page);
  await signUp(page, 'ada');
  await page.goto('/recordings?source=mine');
  await page.getByText(recordings.empty.none).waitFor();
  await examination.look('no recordings');
  await page.goto('/recordings?q=nothing+is+called+so');
  await page.getByText(recordings.empty.nothing).waitFor();
  await examination.look('nothing found');

  await page.goto('/recordings');
  visitor.expectErrors(/status of 4\d\d .*\/v1\/recordings\]$/);
  await uploadFiles(page, [...files, await brokenFile(folder)]);
  const list = page.getByRole('list', { name: recordings.list });
  await list.getByRole('link', { name: 'mine', exact: true }).waitFor();
  await list.getByText(recordings.row.beats('24')).first().waitFor();
  await examination.look('recordings, and uploads of which one was refused');
  await page.getByLabel(recordings.row.select('mine')).check();
  await examination.look('a recording selected');
  await button(page, recordings.row.actions('mine')).click();
  const edit = page.getByRole('menuitem', { name: recordings.row.edit });
  await edit.waitFor();
  await examination.look('the menu of a recording', [DESKTOP, PHONE]);
  await edit.click();
  await page.getByRole('dialog', { name: recordings.edit.title }).waitFor();
  await examination.look('changing the name');
  await page.keyboard.press('Escape');
  await accountButton(page, 'ada').click();
  await page.getByRole('menuitem', { name: common.nav.signOut }).waitFor();
  await examination.look('the menu of the account', [DESKTOP, PHONE]);

  await page.goto('/');
  await page.getByText(start.signedIn.title('ada')).waitFor();
  await examination.look('the start page of who is signed in');
  visitor.expectErrors(/status of 404 .*\/v1\/recordings\/00000000/);
  await page.goto('/recordings/00000000-0000-4000-8000-000000000000');
  await page.getByRole('alert').waitFor();
  await examination.look('a recording that is not there');
  examination.end(9);
});

test('a recording', async ({ page, dashboard }) => {
  const folder = join(dashboard.place.folder, 'recording');
  const { files } = await wfdbFiles(folder, {
    name: 'one',
    seed: 32,
    seconds: 40,
    leads: ['II', 'V1', 'V5'],
  });
  const examination = await Examination.of(page);
  await signUp(page, 'grace');
  await uploadFiles(page, files);
  await page.getByRole('link', { name: 'one', exact: true }).click();
  await result(page).waitFor();
  await traceOf(page).waitFor();
  await examination.look('a recording');

  for (const name of [viewer.tools.jump, viewer.tools.export]) {
    await button(page, name).click();
    await page.getByRole('menu').waitFor();
    await examination.look(`the menu “${name}”`, [DESKTOP, PHONE]);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
  }
  await button(page, viewer.tools.help).click();
  await page.getByRole('dialog', { name: viewer.help.title }).waitFor();
  await examination.look('keys and gestures');
  await page.keyboard.press('Escape');
  await button(page, viewer.tools.leadsOf(1, 3)).click();
  await button(page, viewer.tools.allLeads).click();
  await examination.look('choosing leads', [DESKTOP]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /beats? in view/ }).click();
  await page.getByTestId('beats-in-view').waitFor();
  await examination.look('three leads, and the table of beats');
  await page.getByText(viewer.tools.correct, { exact: true }).click();
  await traceOf(page).press('n');
  await traceOf(page).press('Delete');
  await page.getByText(viewer.correct.changes(1)).waitFor();
  await examination.look('a correction');
  await button(page, viewer.correct.save).click();
  await page.getByText(viewer.correct.saved(1)).waitFor();
  await page.setViewportSize(PHONE);
  await button(page, viewer.tools.settings).click();
  await examination.look('settings on a phone', [PHONE]);
  examination.end(8);
});

test('evaluations, models and the account', async ({ page }) => {
  const examination = await Examination.of(page);
  await signUp(page, 'edsger');
  await page.goto('/evaluations');
  await page.getByRole('heading', { name: evaluations.list.empty.title }).waitFor();
  await examination.look('no evaluations');

  const ids: string[] = [];
  for (const name of ['First', 'Second']) {
    await page.goto('/evaluations');
    await button(page, evaluations.form.open).click();
    const dialog = page.getByRole('dialog', { name: evaluations.form.title });
    await dialog.getByLabel(evaluations.form.name, { exact: true }).fill(name);
    if (ids.length === 0) {
      await dialog.getByRole('button', { name: evaluations.form.more }).click();
      await dialog.getByLabel(evaluations.form.lead, { exact: true }).waitFor();
      await examination.look('a new evaluation');
    }
    await dialog.getByRole('button', { name: evaluations.form.submit, exact: true }).click();
    await heading(page, name).waitFor();
    await page.getByText(evaluations.running.done).waitFor();
    ids.push(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  }
  await page.getByRole('figure').last().getByRole('img').waitFor();
  await examination.look('an evaluation');
  await button(page, evaluations.delete.button).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor();
  await examination.look('deleting an evaluation', [DESKTOP, PHONE]);
  await page.goto('/evaluations');
  await page.getByRole('link', { name: 'First', exact: true }).waitFor();
  await examination.look('evaluations');
  await page.goto(`/evaluations/compare?a=${ids[0]}&b=${ids[1]}`);
  await page.getByText(evaluations.comparison.records.none).waitFor();
  await examination.look('a comparison');

  await page.goto('/models');
  await page.getByRole('link', { name: 'sinode-qrs-2' }).waitFor();
  await examination.look('models');
  await page.goto('/models/sinode-qrs-2');
  await page.getByRole('heading', { name: models.facts.title }).waitFor();
  await examination.look('a model');

  await page.goto('/account');
  await heading(page, session.account.title).waitFor();
  await page.getByLabel(session.account.keys.name).fill('night import');
  await page.keyboard.press('Enter');
  await page.getByLabel(session.account.keys.key, { exact: true }).waitFor();
  await examination.look('a new key');
  await button(page, session.account.keys.close).click();
  await page.getByRole('list', { name: session.account.keys.list }).waitFor();
  await examination.look('the account');
  examination.end(10);
});

test('a server that is away', async ({ visitor, dashboard }) => {
  const { page } = visitor;
  await signUp(page, 'barbara');
  await page.goto('/recordings');
  await heading(page, recordings.title).waitFor();
  const examination = await Examination.of(page);
  await page.reload();
  await heading(page, recordings.title).waitFor();
  visitor.expectErrors(/net::ERR_/, /status of 50[234]/);
  await dashboard.server.stop();
  await page.getByRole('link', { name: common.nav.models, exact: true }).click();
  await page.getByText(common.away).waitFor();
  await examination.look('the server is away');
  await dashboard.startAgain();
  examination.end(1);
});
