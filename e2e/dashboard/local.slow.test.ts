/** Recordings that never leave the browser: without an account, without a connection. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page, Request } from 'playwright-core';
import { describe, expect } from 'vitest';
import { texts } from '../../packages/web/src/texts/index.ts';
import { addAxe, findViolations } from './testing/axe.ts';
import { sinode } from './testing/command-line.ts';
import { PHONE, test } from './testing/dashboard.ts';
import { keyboardOf } from './testing/hands.ts';
import { brokenFile, edfFile, matFile, wfdbFiles } from './testing/recordings.ts';
import { traceOf } from './testing/trace.ts';

const { local, recording: viewer } = texts;

interface Report {
  readonly file: string;
  readonly lead: string;
  readonly beats: number[];
  readonly confidence: number[];
  readonly rrMs: number[];
}

/** What the command line says of the same file. */
async function expected(file: string): Promise<Report> {
  return JSON.parse(await sinode('analyze', file, '--format', 'json')) as Report;
}

/** What the page gives out. */
async function exported(page: Page): Promise<Report> {
  await page.getByRole('button', { name: viewer.tools.export, exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: viewer.export.json }).click(),
  ]);
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Report;
}

function result(page: Page): Locator {
  return page.getByRole('region', { name: viewer.summary.label });
}

function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

/** Drops files on the page, as from a folder of the computer. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const contents = await Promise.all(
    files.map(async (file) => ({ name: basename(file), base64: await readFile(file, 'base64') })),
  );
  const transfer = await page.evaluateHandle((given) => {
    const all = new DataTransfer();
    for (const { name, base64 } of given) {
      all.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return all;
  }, contents);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: transfer });
  }
}

async function choose(page: Page, files: readonly string[]): Promise<void> {
  await page.getByLabel(local.drop.label, { exact: true }).setInputFiles([...files]);
}

/** Resolves when nothing moves any more: half-way between two colours, there is not enough contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Everything that is asked of the server, by the page, its workers and the service worker. */
function watchRequests(page: Page): Request[] {
  const requests: Request[] = [];
  page.context().on('request', (request) => requests.push(request));
  return requests;
}

/** Whether a request could carry anything of a recording. */
function carriesSomething(request: Request): boolean {
  return request.postData() !== null || !['GET', 'HEAD'].includes(request.method());
}

describe('a file that is dropped on the start page', () => {
  test('is analysed in the browser, and its beats are those of the command line', async ({
    page,
    dashboard,
  }) => {
    const folder = join(dashboard.place.folder, 'local');
    const [edf, wfdb, mat] = [
      await edfFile(folder, { name: 'night', seed: 31, seconds: 30, leads: ['I', 'II'] }),
      await wfdbFiles(folder, { name: 'ward', seed: 32, seconds: 700, samplingRate: 360 }),
      await matFile(folder, { name: 'data_00042', seed: 33 }),
    ];
    const requests = watchRequests(page);
    for (const { files } of [edf, wfdb, mat]) {
      await page.goto('/');
      await heading(page, texts.start.title).waitFor();
      await drop(page, files);
      await result(page).waitFor();
      expect(new URL(page.url()).pathname).toBe('/try');
      await traceOf(page).waitFor();

      const { beats, confidence, rrMs, lead } = await exported(page);
      expect(beats.length).toBeGreaterThan(8);
      expect({ beats, confidence, rrMs, lead }).toEqual(
        await expected(files[0] ?? '').then((report) => ({
          beats: report.beats,
          confidence: report.confidence,
          rrMs: report.rrMs,
          lead: report.lead,
        })),
      );
    }
    // That all of it went to this very server is what every test of the dashboard checks.
    const sent = requests.filter(carriesSomething).map((request) => new URL(request.url()).pathname);
    expect(new Set(sent)).toEqual(new Set(sent.filter((path) => path === '/v1/browser-session/refresh')));
  });

  test('is found among several, and the others stay at hand', async ({ page, dashboard }) => {
    const folder = join(dashboard.place.folder, 'several');
    const first = await wfdbFiles(folder, { name: 'first', seed: 41, annotated: true });
    const second = await edfFile(folder, { name: 'second', seed: 42 });
    await page.goto('/');
    await drop(page, [...first.files, ...second.files]);
    await heading(page, local.choose.title(2)).waitFor();
    await page.getByRole('button', { name: /^first / }).click();
    await result(page).waitFor();
    // The annotations beside it are what its beats are compared with.
    await page.getByText(viewer.reference.result(first.peaks.length, 0, 0)).waitFor();
    await page.getByRole('button', { name: local.choose.all }).click();
    await page.getByRole('button', { name: /^second\.edf / }).click();
    await heading(page, 'second.edf').waitFor();
    await result(page).waitFor();
  });
});

test('corrections are not lost to another recording before the person was asked', async ({
  page,
  dashboard,
}) => {
  const folder = join(dashboard.place.folder, 'unsaved');
  const one = await edfFile(folder, { name: 'one', seed: 45 });
  const two = await edfFile(folder, { name: 'two', seed: 46 });
  await page.goto('/try');
  await choose(page, one.files);
  await result(page).waitFor();
  await page.getByText(viewer.tools.correct, { exact: true }).click();
  await traceOf(page).press('n');
  await page.keyboard.press('n');
  await page.keyboard.press('Delete');
  await page.getByText(viewer.correct.changes(1)).waitFor();

  const questions: string[] = [];
  page.once('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  await drop(page, two.files);
  await expect.poll(() => questions).toEqual([local.unsaved]);
  await page.getByText(viewer.correct.changes(1)).waitFor();

  page.once('dialog', (dialog) => void dialog.accept());
  await drop(page, two.files);
  await heading(page, 'two.edf').waitFor();
  await result(page).waitFor();
});

test('once loaded, everything works without a connection and without a server', async ({
  visitor,
  dashboard,
}) => {
  const { page, context } = visitor;
  const folder = join(dashboard.place.folder, 'offline');
  const before = await wfdbFiles(folder, { name: 'before', seed: 51, seconds: 20 });
  const after = await edfFile(folder, { name: 'after', seed: 52, seconds: 20 });
  await page.goto('/try');
  await page.getByText(local.offline.kept).waitFor();
  await choose(page, before.files);
  await result(page).waitFor();

  visitor.expectErrors(/net::ERR_/, /status of 50[234]/);
  await context.setOffline(true);
  await dashboard.server.stop();
  try {
    await page.reload();
    await heading(page, local.title).waitFor();
    await choose(page, after.files);
    await result(page).waitFor();
    await traceOf(page).waitFor();
    expect((await exported(page)).beats).toEqual((await expected(after.files[0] ?? '')).beats);

    // An address that was never opened before, too.
    await page.goto('/');
    await heading(page, texts.start.title).waitFor();
    await page.getByRole('button', { name: local.example.button }).click();
    await heading(page, local.example.name).waitFor();
    await result(page).waitFor();
  } finally {
    await dashboard.startAgain();
  }
});

describe('a file that cannot be opened as it is', () => {
  test('is refused with the reason', async ({ page, dashboard }) => {
    const file = await brokenFile(join(dashboard.place.folder, 'refused'));
    await page.goto('/try');
    await choose(page, [file]);
    await heading(page, local.refused.title('broken.edf')).waitFor();
    const reason = await page.getByRole('alert').textContent();
    expect(reason).toContain('broken.edf: it is text without rows of numbers.');
    expect(reason).toContain(local.drop.formats);
  });

  test('says which file is missing, and goes on when it comes', async ({ page, dashboard }) => {
    const { files } = await wfdbFiles(join(dashboard.place.folder, 'missing'), { name: 'lonely', seed: 61 });
    const [header = '', signals = ''] = files;
    await page.goto('/try');
    await choose(page, [header]);
    await page.getByText('lonely.hea needs the file lonely.dat').waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: local.refused.add('lonely.dat') }).click(),
    ]);
    await chooser.setFiles([signals]);
    await result(page).waitFor();
    expect((await exported(page)).beats).toEqual((await expected(header)).beats);
  });

  test('is asked for its sampling rate, by keyboard', async ({ page, dashboard }) => {
    const folder = join(dashboard.place.folder, 'rate');
    const { files, peaks } = await matFile(folder, { name: 'ecg', seed: 62, seconds: 12, samplingRate: 360 });
    const hand = keyboardOf(page);
    await page.goto('/try');
    await choose(page, files);
    await heading(page, local.rate.title('ecg.mat')).waitFor();
    await hand.write(page.getByLabel(local.rate.label), '20');
    await page.keyboard.press('Enter');
    await page.getByText(local.rate.wrong).waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('360');
    await page.keyboard.press('Enter');
    await result(page).waitFor();
    const { beats } = await exported(page);
    expect(Math.abs(beats.length - peaks.length)).toBeLessThanOrEqual(1);
  });
});

describe('the search for beats', () => {
  test('goes over to another lead, and can be stopped and begun again', async ({ page, dashboard }) => {
    const folder = join(dashboard.place.folder, 'leads');
    const leads = ['II', 'V1'] as const;
    // Long enough to be stopped by hand.
    const { files } = await wfdbFiles(folder, { name: 'long', seed: 71, seconds: 4 * 3600, leads });
    await page.goto('/try');
    await choose(page, files);
    await page.getByRole('progressbar', { name: local.search.label('II') }).waitFor();
    await page.getByRole('button', { name: local.search.stop }).click();
    await page.getByText(local.search.stopped).waitFor();
    // The trace does not wait for the beats.
    await traceOf(page).waitFor();
    await page.getByRole('combobox', { name: local.search.inLead }).click();
    await page.getByRole('option', { name: 'V1' }).click();
    await page.getByRole('button', { name: local.search.find }).click();
    await result(page).waitFor();
    expect((await exported(page)).lead).toBe('V1');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing at any step, in the ${colorScheme} scheme`, async ({ visit, dashboard }) => {
    const folder = join(dashboard.place.folder, 'axe');
    const one = await wfdbFiles(folder, { name: 'one', seed: 81, leads: ['II', 'V1'] });
    const two = await edfFile(folder, { name: 'two', seed: 82 });
    const mat = await matFile(folder, { name: 'ecg', seed: 83, seconds: 12 });
    const { page } = await visit({ colorScheme, viewport: PHONE });
    await addAxe(page);
    const expectWell = async () => {
      await settled(page);
      expect(await findViolations(page)).toEqual([]);
    };

    await page.goto('/');
    await heading(page, texts.start.title).waitFor();
    await expectWell();
    await page.goto('/try');
    await page.getByText(local.offline.kept).waitFor();
    await expectWell();
    await choose(page, one.files.slice(0, 1));
    await page.getByRole('alert').waitFor();
    await expectWell();
    await choose(page, mat.files);
    await page.getByLabel(local.rate.label).waitFor();
    await expectWell();
    await choose(page, [...one.files, ...two.files]);
    await heading(page, local.choose.title(2)).waitFor();
    await expectWell();
    await page.getByRole('button', { name: /^one / }).click();
    await result(page).waitFor();
    await expectWell();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
}
