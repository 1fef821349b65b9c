/**
 * `npm run screenshots`: the pictures of the README and the guides, taken of the real dashboard with synthetic
 * recordings. The same recordings, the same size and no movement, so that a picture changes only with the page.
 * With names, only those: `npm run screenshots -- admin-models`.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  createRandom,
  encodeAnnotations,
  RESTING_PATIENT,
  randomPatient,
  synthesizeRecording,
  writeWfdb,
} from '@sinode/core';
import { openBrowser, signIn } from './open-browser.mjs';
import { ROOT } from './run.mjs';
import { makeAccount, recordingsOfLibrary, serveAside, until } from './serve-aside.mjs';

const FOLDER = join(ROOT, 'docs/images');
const LARGEST_KILOBYTES = 300;
const ACCOUNT = ['ada', 'correct horse battery staple'];
const DESKTOP = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const DATA_SET = 'synthetic-ward';
const ONLY = process.argv.slice(2);

const server = await serveAside(async (folder) => {
  const random = createRandom(7);
  for (let i = 1; i <= 24; i++) {
    const name = String(i).padStart(2, '0');
    writeRecord(join(folder, DATA_SET), name, { ...randomPatient(random), seed: i, durationSeconds: 60 });
  }
});
const browser = await openBrowser();
try {
  const ask = await makeAccount(server.url, ...ACCOUNT);
  await recordingsOfLibrary(ask);
  const candidate = { name: 'sinode-qrs-1', version: '1.0.0', share: 1, reason: 'How much do they differ?' };
  await ask('/v1/admin/models/candidate', json('PUT', candidate));
  const own = [
    ['after-the-stairs', { meanHeartRateBpm: 118, seed: 5, durationSeconds: 60 }],
    [
      'one-night',
      {
        meanHeartRateBpm: 56,
        ventricularEctopicsPerMinute: 1,
        rateEpisodesPerHour: 6,
        seed: 8,
        durationSeconds: 5400,
      },
    ],
    [
      'with-extra-beats',
      { meanHeartRateBpm: 74, ventricularEctopicsPerMinute: 7, seed: 6, durationSeconds: 180 },
    ],
  ];
  let id = '';
  for (const [name, patient] of own) id = await upload(ask, name, { ...RESTING_PATIENT, ...patient });
  const evaluation = await evaluate(ask);

  await picture('start', '/', DESKTOP, { isIn: false });
  await picture('recordings', '/recordings', DESKTOP);
  await picture('recording', `/recordings/${id}`, DESKTOP, { look: lookCloser });
  await picture(
    'recording-dark',
    `/recordings/${id}`,
    { ...DESKTOP, colorScheme: 'dark' },
    { look: lookCloser },
  );
  await picture('recording-phone', `/recordings/${id}`, PHONE, { look: lookCloser });
  await picture('evaluation', `/evaluations/${evaluation}`, { viewport: { width: 1280, height: 1600 } });
  await picture('admin-models', '/admin/models', { viewport: { width: 1280, height: 1110 } });
} finally {
  await browser.close();
  await server.stop();
}

function record(name, { durationSeconds, ...patient }) {
  const samplingRate = 250;
  const options = { ...patient, durationSeconds, samplingRate, leads: ['II', 'V1'] };
  const { recording, annotations } = synthesizeRecording(options);
  const parts = writeWfdb({ recordName: name, leads: recording.leads, samplingRate });
  return { parts, annotations: encodeAnnotations(annotations, { samplingRate }) };
}

function writeRecord(folder, name, patient) {
  mkdirSync(folder, { recursive: true });
  const { parts, annotations } = record(name, patient);
  for (const part of parts) writeFileSync(join(folder, part.name), part.bytes);
  writeFileSync(join(folder, `${name}.atr`), annotations);
}

/** @returns its id, when its beats are known */
async function upload(ask, name, patient) {
  const body = new FormData();
  for (const part of record(name, patient).parts) body.append('file', new Blob([part.bytes]), part.name);
  const { id } = await ask('/v1/recordings', { method: 'POST', body });
  await ask(`/v1/recordings/${id}`, json('PATCH', { tags: ['synthetic'] }));
  await ask(`/v1/recordings/${id}/analyses`, json('POST', {}));
  await until(async () => (await ask(`/v1/recordings/${id}`)).analysis !== null);
  return id;
}

async function evaluate(ask) {
  const source = { kind: 'library', dataSet: DATA_SET };
  const request = { name: 'The ward, beat by beat', source, protocol: 'ec57' };
  const { id } = await ask('/v1/evaluations', json('POST', request));
  await until(async () => (await ask(`/v1/evaluations/${id}`)).state === 'done');
  return id;
}

function json(method, body) {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** @param options.look - what to do before, so that there is something to see */
async function picture(name, path, screen, { isIn = true, look = async () => {} } = {}) {
  if (ONLY.length > 0 && !ONLY.includes(name)) return;
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...screen,
  });
  const page = await context.newPage();
  if (isIn) await signIn(page, ...ACCOUNT);
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await look(page);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  const kilobytes = Math.round(statSync(file).size / 1024);
  console.error(`${basename(file)}: ${kilobytes} kB`);
  if (kilobytes > LARGEST_KILOBYTES)
    throw new Error(`${basename(file)} is larger than ${LARGEST_KILOBYTES} kB`);
  await context.close();
}

/** Some seconds into the recording, with the trace and what is above it on the screen. */
async function lookCloser(page) {
  const trace = page.locator('[data-testid="trace"][data-ready="true"]').first();
  await page.locator('[data-testid="heart-rate"]').waitFor();
  await trace.press('Shift+ArrowRight');
  await page.waitForLoadState('networkidle');
  await trace.evaluate((element) => {
    element.blur();
    scrollBy(0, Math.max(0, element.getBoundingClientRect().bottom - innerHeight + 110));
  });
  await trace.waitFor();
}
