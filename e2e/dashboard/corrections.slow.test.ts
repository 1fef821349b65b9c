/** Correcting beats: on a line that is slow, and while other beats come from elsewhere. Nothing that somebody did is lost unasked. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../packages/web/src/texts/index.ts';
import { signUp, uploadFiles } from './testing/actions.ts';
import { type Dashboard, test } from './testing/dashboard.ts';
import { wfdbFiles } from './testing/recordings.ts';
import { traceOf } from './testing/trace.ts';

const { recordings, recording: viewer } = texts;

/** Longer than it takes to set the next beat. */
const SLOW_MS = 1500;

/** A recording with two leads, in the tool for corrections. */
async function openToCorrect(page: Page, dashboard: Dashboard, name: string): Promise<void> {
  const options = { name, seed: 31, seconds: 20, leads: ['II', 'V1'] as const };
  const { files } = await wfdbFiles(join(dashboard.place.folder, name), options);
  await signUp(page, name);
  await uploadFiles(page, files);
  const list = page.getByRole('list', { name: recordings.list });
  await list.getByRole('link', { name, exact: true }).click();
  await page.getByTestId('heart-rate').waitFor();
  await correct(page);
}

async function correct(page: Page): Promise<void> {
  await page.getByText(viewer.tools.correct, { exact: true }).click();
}

/** Deletes beats, one after the other. */
async function removeBeats(page: Page, count: number): Promise<void> {
  await traceOf(page).focus();
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('n');
    await page.keyboard.press('Delete');
  }
}

const save = (page: Page) => page.getByRole('button', { name: viewer.correct.save, exact: true });
const unsaved = (page: Page, count: number) => page.getByText(viewer.correct.changes(count));
const shown = (page: Page) => page.getByRole('combobox', { name: viewer.versions.label, exact: true });

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('what cannot be asked for again is no reason to throw them away', async ({
  page,
  visitor,
  dashboard,
}) => {
  await openToCorrect(page, dashboard, 'barbara');
  await removeBeats(page, 2);
  await unsaved(page, 2).waitFor();
  const { pathname } = new URL(page.url());
  visitor.expectErrors(/status of 500/);
  await page.route(`**/v1${pathname}`, (route) => route.fulfill({ status: 500, body: '{}' }));
  const refused = page.waitForResponse((answer) => answer.status() === 500);
  // Time for what is known to be stale; then somebody comes back to this window.
  await page.waitForTimeout(11_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await refused;
  await page.waitForTimeout(500);
  expect(await unsaved(page, 2).count()).toBe(1);
});

test('other beats are shown only when that is wanted: another version, another lead', async ({
  page,
  dashboard,
}) => {
  await openToCorrect(page, dashboard, 'dorothy');
  await removeBeats(page, 1);
  await save(page).click();
  await page.getByText(viewer.correct.saved(1)).waitFor();
  await removeBeats(page, 2);
  await unsaved(page, 2).waitFor();

  let answer: 'accept' | 'dismiss' = 'dismiss';
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message());
    await dialog[answer]();
  });
  const { versions, correct: words } = viewer;
  await choose(page, versions.label, versions.analysis);
  expect(await shown(page).inputValue()).toBe(versions.version(1, ''));
  await choose(page, viewer.tools.analysedLead, 'V1');
  await unsaved(page, 2).waitFor();
  expect(new URL(page.url()).searchParams.get('lead')).toBeNull();
  expect(asked).toEqual([words.lose, words.lose]);

  answer = 'accept';
  await choose(page, versions.label, versions.analysis);
  await expect.poll(() => shown(page).inputValue()).toBe(versions.analysis);
  // It can be looked at only: nothing is changed, with the tool that was in hand either.
  await expect.poll(() => save(page).count()).toBe(0);
  await removeBeats(page, 1);
  expect(await page.getByText(words.title).count()).toBe(0);
  await choose(page, viewer.tools.analysedLead, 'V1');
  await expect.poll(() => new URL(page.url()).searchParams.get('lead')).toBe('V1');
  expect(asked).toEqual([words.lose, words.lose, words.lose]);
});

test('a version that is saved in another window does not take those away that are begun here', async ({
  page,
  visitor,
  dashboard,
}) => {
  await openToCorrect(page, dashboard, 'mildred');
  await removeBeats(page, 3);
  await unsaved(page, 3).waitFor();
  const other = await visitor.context.newPage();
  await other.goto(page.url());
  await other.getByTestId('heart-rate').waitFor();
  await correct(other);
  await removeBeats(other, 1);
  await save(other).click();
  await other.getByText(viewer.correct.saved(1)).waitFor();
  await other.close();

  const asked = page.waitForResponse((answer) => answer.url().includes('/corrections'));
  await page.waitForTimeout(11_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await asked;
  await page.waitForTimeout(500);
  expect(await unsaved(page, 3).count()).toBe(1);
  // They belong to other beats than the latest now: that is said, and they are still here.
  visitor.expectErrors(/status of 409/);
  await save(page).click();
  await page.getByText(viewer.correct.failed).waitFor();
  expect(await unsaved(page, 3).count()).toBe(1);
});

test('while they are saved, nothing is changed that would belong to neither version', async ({
  page,
  dashboard,
}) => {
  await openToCorrect(page, dashboard, 'jean');
  await removeBeats(page, 1);
  await page.route('**/corrections', async (route) => {
    if (route.request().method() === 'POST') await wait(SLOW_MS);
    await route.continue();
  });
  await save(page).click();
  await removeBeats(page, 1);
  await page.keyboard.press('Control+z');
  await page.getByText(viewer.correct.saved(1)).waitFor();
  await unsaved(page, 0).waitFor();
  // As many as were saved are shown: the beat that was deleted meanwhile is there.
  await removeBeats(page, 1);
  await unsaved(page, 1).waitFor();
});

test('a beat that waits for its peak does not take away the one that is set meanwhile', async ({
  page,
  dashboard,
}) => {
  const { files } = await wfdbFiles(join(dashboard.place.folder, 'slow'), {
    name: 'slow',
    seed: 31,
    seconds: 20,
  });
  await signUp(page, 'ada');
  await uploadFiles(page, files);
  await page
    .getByRole('list', { name: recordings.list })
    .getByRole('link', { name: 'slow', exact: true })
    .click();
  await page.getByTestId('heart-rate').waitFor();
  await page.getByText(viewer.tools.correct, { exact: true }).click();
  await traceOf(page).focus();
  await page.keyboard.press('n');

  await page.route('**/envelope?**', async (route) => {
    await wait(SLOW_MS);
    await route.continue();
  });
  // Off the beat that is chosen, and again as far, each between two beats.
  for (let set = 0; set < 2; set++) {
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('i');
  }
  await page.getByText(viewer.correct.changes(2)).waitFor();
});
