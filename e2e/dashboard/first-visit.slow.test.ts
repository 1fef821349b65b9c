/** The way of a person who comes for the first time, from the start page to the evaluated model and out again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBeat, parseAnnotations } from '@sinode/core';
import type { Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../packages/web/src/texts/index.ts';
import { accountButton, PASSWORD, signUp, uploadFiles } from './testing/actions.ts';
import { sinode } from './testing/command-line.ts';
import { test as base, type Dashboard } from './testing/dashboard.ts';
import { type Hand, keyboardOf, mouseOf } from './testing/hands.ts';
import { wfdbFiles } from './testing/recordings.ts';
import { expectErrorDrawn, pixelOf, readDrawnBeats, readTraceView, traceOf } from './testing/trace.ts';

const { common, start, session, recordings, recording: viewer, evaluations } = texts;

/** Annotated records; in one of them a beat of the reference stands where there is none. */
const test = base.extend({
  library: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures to make
    async ({}, use) => {
      await use(async (folder: string) => {
        const ward = join(folder, 'ward');
        await wfdbFiles(ward, { name: 'right-1', seed: 11, seconds: 30, annotated: true });
        await wfdbFiles(ward, { name: 'right-2', seed: 12, seconds: 30, annotated: true });
        await wfdbFiles(ward, { name: 'wrong', seed: 13, seconds: 30, annotated: misplaceOne });
      });
    },
    { scope: 'file' },
  ],
});

/** Moves the beat in the middle half-way to the next one: there it will be missed, and where it was an extra one. */
function misplaceOne(peaks: Int32Array): Int32Array {
  const middle = peaks.length >> 1;
  return peaks.map((peak, i) => (i === middle ? (peak + (peaks[i + 1] ?? peak)) >> 1 : peak));
}

test('with a mouse', async ({ page, dashboard }) => {
  await visitForTheFirstTime(page, dashboard, mouseOf(), 'ada');
});

test('by keyboard alone', async ({ page, dashboard }) => {
  await visitForTheFirstTime(page, dashboard, keyboardOf(page), 'grace');
});

async function visitForTheFirstTime(page: Page, dashboard: Dashboard, hand: Hand, name: string) {
  const button = (label: string | RegExp) => page.getByRole('button', { name: label, exact: true });
  const link = (label: string | RegExp) => page.getByRole('link', { name: label, exact: true });
  const heading = (label: string) => page.getByRole('heading', { level: 1, name: label, exact: true });
  const home = join(dashboard.place.folder, name);
  const morning = await wfdbFiles(home, { name: 'morning', seed: 21, seconds: 20, leads: ['II', 'V1'] });
  const evening = await wfdbFiles(home, { name: 'evening', seed: 22, seconds: 20 });

  // Register.
  await page.goto('/');
  await heading(start.title).waitFor();
  await hand.press(
    page
      .getByRole('main')
      .getByRole('link', { name: oneOf(start.account.makeFirst, start.account.register) }),
  );
  await hand.write(page.getByLabel(session.name, { exact: true }), name);
  await hand.write(page.getByLabel(session.passwordLabel, { exact: true }), PASSWORD);
  await hand.press(button(session.register.submit));
  await heading(recordings.title).waitFor();

  // Two recordings at once, each in two files.
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    hand.press(button(recordings.upload)),
  ]);
  await chooser.setFiles([...morning.files, ...evening.files]);
  const list = page.getByRole('list', { name: recordings.list });
  await list.getByRole('link', { name: 'evening', exact: true }).waitFor();
  const preview = list.getByRole('img').first().locator('path');
  expect(await preview.evaluate((path) => getComputedStyle(path).stroke)).toMatch(/^rgb/);
  await hand.press(list.getByRole('link', { name: 'morning', exact: true }));
  await heading('morning').waitFor();

  // Its beats, on the trace.
  const header = join(home, 'morning.hea');
  const found = JSON.parse(await sinode('analyze', header, '--format', 'json')) as { beats: number[] };
  await expectBeatsDrawn(page, found.beats);
  const { samplesPerPixel } = await readTraceView(page);
  await hand.enter(traceOf(page));
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await readTraceView(page)).samplesPerPixel).toBeLessThan(samplesPerPixel);
  await expectBeatsDrawn(page, found.beats);

  // A beat too many is taken out.
  await hand.choose(page.getByRole('radio', { name: viewer.tools.correct }));
  await hand.enter(traceOf(page));
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await page.keyboard.press('Delete');
  await page.getByText(viewer.correct.changes(1)).waitFor();
  await hand.write(page.getByLabel(viewer.correct.note), 'an artefact');
  await hand.press(button(viewer.correct.save));
  await page.getByText(viewer.correct.saved(1)).waitFor();

  // The command line reads what is exported, and finds that one beat more.
  await hand.press(button(viewer.tools.export));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    hand.pick(page.getByRole('menuitem', { name: viewer.export.wfdb })),
  ]);
  const kept = await savedBeats(download, home);
  expect(found.beats.filter((beat) => !kept.includes(beat))).toHaveLength(1);
  expect(kept).toEqual(found.beats.filter((beat) => kept.includes(beat)));
  expect(await scoreOf(home, 'qrs', '--records', 'morning')).toMatchObject({
    truePositives: kept.length,
    falsePositives: 1,
    falseNegatives: 0,
  });

  // Evaluate the library.
  await hand.press(link(common.nav.evaluations));
  await heading(evaluations.title).waitFor();
  await hand.press(button(evaluations.form.open));
  const dialog = page.getByRole('dialog', { name: evaluations.form.title });
  await hand.choose(dialog.getByRole('radio', { name: /\/ ward/ }));
  await hand.press(dialog.getByRole('button', { name: evaluations.form.submit, exact: true }));
  await page.getByText(evaluations.running.done).waitFor();
  const score = await scoreOf(join(dashboard.place.libraryDir, 'ward'), 'atr');
  expect(score).toMatchObject({ falsePositives: 1, falseNegatives: 1 });
  const { counts } = evaluations.figures;
  await page.getByText(counts.explanation(String(score.truePositives), '1', '1')).waitFor();

  // The worst record comes first, and opens where it went wrong.
  const worst = page.getByRole('region', { name: evaluations.table.scroll }).getByRole('link').first();
  expect(await worst.textContent()).toMatch(/^wrong/);
  await hand.press(worst);
  await heading('wrong.hea').waitFor();
  const matched = score.records.find(({ record }) => record === 'wrong')?.truePositives ?? 0;
  await page.getByText(viewer.reference.result(matched, 1, 1)).waitFor();
  await expectErrorDrawn(page);

  await hand.press(accountButton(page, name));
  await hand.pick(page.getByRole('menuitem', { name: common.nav.signOut }));
  await page.getByRole('banner').getByRole('link', { name: common.nav.signIn, exact: true }).waitFor();
  await page.goto('/recordings');
  await heading(session.signIn.title).waitFor();
}

function oneOf(...words: readonly string[]): RegExp {
  return new RegExp(`^(${words.join('|')})$`);
}

/** The beats that the page draws are those that the command line finds, at their places, on the tips of the trace. */
async function expectBeatsDrawn(page: Page, beats: readonly number[]): Promise<void> {
  await page.getByRole('region', { name: viewer.summary.label }).waitFor();
  const view = await readTraceView(page);
  const { ticks, peakNear } = await readDrawnBeats(page);
  const width = await traceOf(page).evaluate((element) => element.clientWidth);
  const columns = beats
    .map((beat) => pixelOf(beat, view))
    .filter((x) => x > pixelOf(view.startSample, view) && x < width);
  expect(columns.length).toBeGreaterThan(5);
  expect(ticks.map(Math.round)).toHaveLength(columns.length);
  for (const [i, x] of columns.entries()) {
    expect(Math.abs((ticks[i] ?? Number.NaN) - x)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(peakNear(x, 12) - x)).toBeLessThanOrEqual(3);
  }
}

/** The beats in a WFDB annotation file that the page made; it lies beside its record then. */
async function savedBeats(download: Download, folder: string): Promise<number[]> {
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const { annotations } = parseAnnotations(await readFile(file), file);
  return annotations.filter(({ symbol }) => isBeat(symbol)).map(({ sample }) => sample);
}

interface Score {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly records: readonly { readonly record: string; readonly truePositives: number }[];
}

/** What the command line says of the model, beat by beat, against an annotator. */
async function scoreOf(folder: string, annotator: string, ...more: readonly string[]): Promise<Score> {
  const args = ['--protocol', 'ec57', '--annotator', annotator, '--format', 'json', ...more];
  return JSON.parse(await sinode('evaluate', folder, ...args)) as Score;
}

test('the server goes away and comes back, and everything goes on', async ({ visitor, dashboard }) => {
  const { page } = visitor;
  const { files } = await wfdbFiles(join(dashboard.place.folder, 'away'), {
    name: 'away',
    seed: 5,
    seconds: 60,
  });
  await signUp(page, 'edsger');
  await uploadFiles(page, files);
  await page.getByRole('link', { name: 'away', exact: true }).click();
  await page.getByRole('region', { name: viewer.summary.label }).waitFor();
  const before = await readTraceView(page);

  await dashboard.server.kill();
  visitor.expectErrors(/net::ERR_/, /status of 50[234]/);
  await traceOf(page).press('+');
  await traceOf(page).press('End');
  const notice = page.getByText(common.away);
  await notice.waitFor();
  // What was there can still be seen.
  await page.getByRole('region', { name: viewer.summary.label }).waitFor();

  await dashboard.startAgain();
  await notice.waitFor({ state: 'hidden' });
  const after = await readTraceView(page);
  expect(after.startSample).toBeGreaterThan(before.startSample);
  await page.getByRole('link', { name: common.nav.evaluations }).click();
  await page.getByRole('heading', { name: evaluations.list.empty.title }).waitFor();
});
