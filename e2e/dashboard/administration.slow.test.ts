/** What administrators do with models, what they see of a shadow and of drift, and what nobody else sees of it. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { formatMean } from '../../packages/web/src/administration/describe-drift.ts';
import type {
  DriftReport,
  ModelAdministration,
  ShadowAgreement,
} from '../../packages/web/src/administration/types.ts';
import { texts } from '../../packages/web/src/texts/index.ts';
import { formatCount } from '../../packages/web/src/ui/format.ts';
import {
  formatExactBpm,
  formatNumber,
  formatShare,
  formatSigned,
} from '../../packages/web/src/ui/format-score.ts';
import { signIn as signInByApi } from '../testing/server-process.ts';
import { signIn, signUp, uploadFiles } from './testing/actions.ts';
import { test as base, type Dashboard, DESKTOP, PHONE } from './testing/dashboard.ts';
import { Examination } from './testing/examination.ts';
import { wfdbFiles } from './testing/recordings.ts';

const { administration: words, common, evaluations, models, recordings, session } = texts;

const CURRENT = 'sinode-qrs-2 1.0.0';
const OTHER = 'sinode-qrs-1 1.0.0';
const MODELS = fileURLToPath(new URL('../../models', import.meta.url));
const KEPT_DAYS = 30;
const RECORDINGS = 6;
/** Generous, for a busy machine. */
const POLLING = { timeout: 60_000, interval: 500 };

const test = base.extend({
  env: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures to make
    async ({}, use) => {
      await use({ SINODE_KEEP_RECORDINGS_DAYS: String(KEPT_DAYS) });
    },
    { scope: 'file' },
  ],
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const toAdministration = (page: Page) =>
  page.getByRole('link', { name: common.nav.administration, exact: true });
/** The row of a version. */
const rowOf = (page: Page, model: string) =>
  page.getByRole('table', { name: words.models.table.label }).getByRole('row', { name: model });
const process = (page: Page) =>
  page.getByRole('region', { name: words.models.processes.scroll }).locator('tbody tr');
const history = (page: Page) => page.getByRole('list', { name: words.models.history.list });
/** A figure of the page with what stands beside it. */
const figure = (page: Page, name: string) =>
  page.locator('dl > *', { has: page.getByText(name, { exact: true }) });

async function choose(page: Page, model: string, action: string): Promise<void> {
  await button(page, words.models.table.actions(model)).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** As the API says it to ada. */
async function ask<T>(dashboard: Dashboard, path: string): Promise<T> {
  const headers = await signInByApi(dashboard.server.url, 'ada');
  const answer = await fetch(`${dashboard.server.url}${path}`, { headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

/** Recordings so disturbed that two models do not find the same beats. */
async function uploadNoise(page: Page, folder: string): Promise<void> {
  const patient = { noise: { 'electrode-motion': 1, muscle: 1 }, snrDb: -3 };
  const files: string[] = [];
  for (let seed = 1; seed <= RECORDINGS; seed++) {
    const made = await wfdbFiles(folder, { name: `noise-${seed}`, seed, seconds: 60, patient });
    files.push(...made.files);
  }
  await uploadFiles(page, files);
}

test('a model is tried in the shadow, promoted and taken back', async ({ page, dashboard }) => {
  const examination = await Examination.of(page);
  await signUp(page, 'ada');
  await toAdministration(page).click();
  await heading(page, words.models.title).waitFor();
  await page.getByText(words.models.current.nothingBefore).waitFor();
  await page.getByText(words.models.history.none).waitFor();
  await page.getByRole('link', { name: words.nav.shadow, exact: true }).click();
  await page.getByRole('heading', { name: words.shadow.never.title }).waitFor();
  await examination.look('no shadow ever ran');

  await page.goto('/admin/models');
  await choose(page, OTHER, words.models.table.shadow);
  const dialog = page.getByRole('dialog');
  const share = dialog.getByLabel(words.models.change.share);
  await share.fill('0');
  await button(dialog, words.models.change.shadow.confirm).click();
  await dialog.getByText(words.models.change.shareProblem).waitFor();
  await examination.look('a share that is none', [DESKTOP, PHONE]);
  await share.fill('100');
  await dialog.getByLabel(words.models.change.reason).fill('how much worse was it?');
  await button(dialog, words.models.change.shadow.confirm).click();
  await rowOf(page, OTHER)
    .getByText(words.models.table.roles.candidate('100 %'))
    .filter({ visible: true })
    .waitFor();
  await history(page).getByText('“how much worse was it?”').waitFor();
  // The one process of this server has loaded it.
  await process(page).getByText(OTHER).waitFor();
  await process(page).getByText(words.models.processes.inStep).waitFor();
  await page.getByRole('link', { name: words.nav.shadow, exact: true }).click();
  await page.getByText(words.shadow.waiting.title).waitFor();

  await page.goto('/recordings?source=mine');
  await page.getByText(recordings.kept(KEPT_DAYS)).waitFor();
  await uploadNoise(page, join(dashboard.place.folder, 'noise'));
  await page.getByText(recordings.uploads.summary(RECORDINGS, RECORDINGS)).waitFor();
  await toAdministration(page).click();
  await page.getByRole('link', { name: words.nav.shadow, exact: true }).click();
  // Recordings of the library that a page has shown may be among them.
  const readAgreement = () => ask<ShadowAgreement>(dashboard, '/v1/admin/models/agreement');
  const compared = () => readAgreement().then(({ comparisons }) => comparisons);
  await expect.poll(compared, POLLING).toBeGreaterThanOrEqual(RECORDINGS);
  const agreement = await readAgreement();
  // By itself: the page looks again while the shadow runs.
  await page.getByText(words.shadow.few(agreement.comparisons)).waitFor();
  await expectAgreement(page, agreement);
  await page.getByRole('figure').getByRole('img').waitFor();
  await examination.look('the agreement of two models');
  const worst = page.getByRole('region', { name: words.shadow.worst.scroll }).locator('tbody tr');
  expect(await worst.count()).toBe(agreement.worst.length);
  // They are ada's own.
  await worst.first().getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /^noise-\d$/ }).waitFor();
  await page.goBack();

  await button(page, words.shadow.promote).click();
  await dialog.getByLabel(words.models.change.reason).waitFor();
  await examination.look('a promotion', [DESKTOP, PHONE]);
  await button(dialog, words.models.change.promote.confirm).click();
  await page.getByText(words.models.change.promote.done(OTHER)).waitFor();
  await page.getByText(words.shadow.stopped(OTHER)).waitFor();
  await page.goto('/admin/models');
  await rowOf(page, OTHER).getByText(words.models.table.roles.current).filter({ visible: true }).waitFor();
  await process(page).getByText(OTHER).waitFor();
  await page.getByText(words.models.current.rollBackTo(CURRENT)).waitFor();
  await examination.look('models with a history');
  expect((await ask<ModelAdministration>(dashboard, '/v1/admin/models')).current.name).toBe('sinode-qrs-1');
  // What everybody sees follows.
  await page.goto('/models');
  const card = page.getByRole('article').filter({ hasText: 'sinode-qrs-1' });
  await card.getByText(models.loaded, { exact: true }).waitFor();
  await page.goto('/admin/drift');
  await page.getByText(words.drift.overall['no-profile'].title).waitFor();
  await expect.poll(() => page.getByRole('figure').getByRole('img').count(), POLLING).toBe(6);
  await examination.look('drift of a model without a profile');

  await page.goto('/admin/models');
  await button(page, words.models.current.rollBack).click();
  await button(dialog, words.models.change.rollBack.confirm).click();
  await page.getByText(words.models.change.rollBack.done(CURRENT)).waitFor();
  await rowOf(page, CURRENT).getByText(words.models.table.roles.current).filter({ visible: true }).waitFor();
  await history(page).getByText(words.models.history.rolledBack(words.models.history.builtIn)).waitFor();
  await history(page).getByText(words.models.history.promoted(OTHER)).waitFor();
  await page.goto('/admin/drift');
  const tooFew = words.drift.overall['too-few'];
  await page.getByText(tooFew.title, { exact: true }).waitFor();
  await expectDrift(page, await ask<DriftReport>(dashboard, '/v1/admin/drift'));
  await examination.look('too few analyses for drift');
  examination.end(7);
});

/** The page shows the figures of a report. */
async function expectAgreement(page: Page, agreement: ShadowAgreement): Promise<void> {
  const { figures } = words.shadow;
  const { comparisons, f1, f1Interval, beats, heartRate, speedRatio } = agreement;
  expect(f1).toBeGreaterThan(0.2);
  expect(f1).toBeLessThan(1);
  const expected: [name: string, value: string][] = [
    [figures.comparisons.name, formatCount(comparisons)],
    [figures.f1.name, formatShare(f1)],
    [figures.f1.name, figures.f1.interval(formatShare(f1Interval!.low), formatShare(f1Interval!.high))],
    [figures.beats.name, formatCount(beats.both)],
    [
      figures.beats.name,
      figures.beats.explanation(formatCount(beats.onlyCurrent), formatCount(beats.onlyCandidate)),
    ],
    [
      figures.heartRate.name,
      formatSigned(heartRate.meanDifference ?? Number.NaN, (bpm) => formatExactBpm(bpm, 2)),
    ],
    [figures.within.name, formatShare(heartRate.within5Bpm, 1)],
    [figures.speed.name, figures.speed.value(formatNumber(speedRatio ?? Number.NaN, 2))],
  ];
  for (const [name, value] of expected) await figure(page, name).getByText(value, { exact: true }).waitFor();
}

/** Each feature says how many analyses it is of, and its table has the shares of both. */
async function expectDrift(page: Page, report: DriftReport): Promise<void> {
  expect(report.analyses).toBeGreaterThanOrEqual(RECORDINGS);
  for (const { feature, unit, analyses, mean, trainingMean, bins } of report.features) {
    const title = words.drift.feature.title(words.drift.features[feature].name, unit);
    const shown = page
      .getByRole('figure')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    await shown.getByText(words.drift.status['too-few']).waitFor();
    const means = [formatMean(feature, mean), formatMean(feature, trainingMean)] as const;
    await shown.getByText(words.drift.feature.summary(analyses, ...means)).waitFor();
    await button(shown, evaluations.plots.showTable).click();
    expect(await shown.locator('tbody tr').count()).toBe(bins.length);
    await button(shown, evaluations.plots.hideTable).click();
  }
}

test('a model is added, refused where its files do not belong together, and removed', async ({
  page,
  visitor,
  dashboard,
}) => {
  const folder = join(dashboard.place.folder, 'clinic-qrs-3');
  await mkdir(folder);
  await cp(join(MODELS, 'sinode-qrs-2'), folder, { recursive: true });
  const card = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ ...card, name: 'clinic-qrs-3', version: '1.1.0' }),
  );
  const file = (name: string) => join(folder, name);
  const examination = await Examination.of(page);
  await signIn(page, 'ada');
  await page.goto('/admin/models');
  await button(page, words.models.add).click();
  const dialog = page.getByRole('dialog');
  const chooser = dialog.locator('input[type="file"]');
  await chooser.setInputFiles([file('model.json'), file('model.onnx')]);
  await dialog.getByText(words.models.upload.missing('parity.json')).waitFor();
  expect(await button(dialog, words.models.upload.submit).isDisabled()).toBe(true);

  visitor.expectErrors(/status of 422 .*\/v1\/admin\/models\]$/);
  await chooser.setInputFiles(join(MODELS, 'sinode-qrs-1', 'parity.json'));
  await button(dialog, words.models.upload.submit).click();
  await dialog
    .getByRole('alert')
    .getByText(/not of one model/)
    .waitFor();
  await examination.look('a model that was refused', [DESKTOP, PHONE]);

  await chooser.setInputFiles(file('parity.json'));
  await button(dialog, words.models.upload.submit).click();
  await page.getByText(words.models.upload.done('clinic-qrs-3 1.1.0')).waitFor();
  const row = rowOf(page, 'clinic-qrs-3 1.1.0');
  await row
    .getByText(/by ada$/)
    .filter({ visible: true })
    .waitFor();
  await row.getByRole('link', { name: 'clinic-qrs-3 1.1.0' }).click();
  await heading(page, 'clinic-qrs-3').waitFor();
  await page.getByText(models.version('1.1.0')).first().waitFor();
  await page.goBack();
  await button(page, words.models.table.actions('clinic-qrs-3 1.1.0')).click();
  await page.getByRole('menu').waitFor();
  await examination.look('what can be done with a model', [DESKTOP, PHONE]);
  await page.getByRole('menuitem', { name: words.models.table.remove }).click();
  await dialog.getByText(words.models.change.remove.text).waitFor();
  await button(dialog, words.models.change.remove.confirm).click();
  await row.waitFor({ state: 'detached' });
  examination.end(2);
});

test('everybody else sees none of it, and asks for none of it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const examination = await Examination.of(page);
  await signUp(page, 'bob');
  await page.getByRole('link', { name: common.nav.models, exact: true }).waitFor();
  expect(await toAdministration(page).count()).toBe(0);
  for (const path of ['/admin', '/admin/models', '/admin/models/shadow', '/admin/drift']) {
    await page.goto(path);
    await heading(page, words.forbidden.title).waitFor();
  }
  await examination.look('a page for administrators');
  expect(asked.filter((path) => path.startsWith('/v1/admin'))).toEqual([]);
  examination.end(1);
});

test('whether corrections may be used for training is said by each person, and can be taken back', async ({
  page,
  dashboard,
}) => {
  await signUp(page, 'carol');
  const { sharing } = session.account;
  const isOn = () => page.getByRole('switch', { name: sharing.label }).isChecked();
  const press = () => page.getByRole('switch', { name: sharing.label }).click();
  await page.goto('/account');
  await page.getByRole('heading', { name: sharing.title }).waitFor();
  await page.getByText(sharing.label, { exact: true }).waitFor();
  expect(await isOn()).toBe(false);
  await press();
  await page.getByText(sharing.on).waitFor();
  await page.reload();
  await page.getByText(sharing.label, { exact: true }).waitFor();
  expect(await isOn()).toBe(true);
  await press();
  await page.getByText(sharing.off).waitFor();
  const headers = await signInByApi(dashboard.server.url, 'carol');
  const saved = await fetch(`${dashboard.server.url}/v1/account/sharing`, { headers });
  expect(await saved.json()).toEqual({ corrections: false });
});
