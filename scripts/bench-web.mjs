/**
 * `npm run bench:web`: what the dashboard costs its user, as JSON on stdout: the size of its scripts, the time to the
 * first trace, frame times while a day of ECG is moved and zoomed, and the time and the speed of an analysis in the
 * browser.
 *
 * Frames are those of a headless Chromium, which draws on the processor: a real screen with a real graphics card is
 * quicker. Times are of an idle machine; run it alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { synthesizeRecording, writeWfdb } from '@sinode/core';
import { openBrowser, signIn } from './open-browser.mjs';
import { makeAccount, recordingsOfLibrary, serveAside } from './serve-aside.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
/** Of a movement or a zoom, each. */
const FRAMES = Number(process.env.BENCH_FRAMES ?? 300);
const VIEWPORT = { width: 1280, height: 800 };
/** The trace, drawn and complete. */
const TRACE = '[data-testid="trace"][data-ready="true"]';
const ACCOUNT = ['bench', 'a password for the bench'];

const RECORDS = [
  { name: 'short', seconds: 10, samplingRate: 500, leads: ['II'] },
  { name: 'half-hour', seconds: 1800, samplingRate: 250, leads: ['II'] },
  { name: 'day', seconds: 86_400, samplingRate: 250, leads: ['II', 'V1', 'V5'] },
];

const server = await serveAside(async (folder) => {
  for (const record of RECORDS) writeRecord(folder, record);
});
const browser = await openBrowser();
try {
  const ask = await makeAccount(server.url, ...ACCOUNT);
  const found = await recordingsOfLibrary(ask);
  const idOf = (name) => found.find((recording) => recording.mainFile === `${name}.hea`).id;
  const result = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    browser: browser.version(),
    compressedScriptKilobytes: {
      '/': await scriptKilobytes('/', 'h1'),
      '/try': await scriptKilobytes('/try', 'h1'),
      '/recordings/:id': await scriptKilobytes(`/recordings/${idOf('short')}`, TRACE, true),
    },
    firstTraceSeconds: {
      '10 s': await firstTrace(idOf('short')),
      '24 h': await firstTrace(idOf('day')),
    },
    frames: await frames(idOf('day')),
    analysisInBrowserSeconds: {
      '10 s': await analysisInBrowser('short'),
      '30 min': await analysisInBrowser('half-hour'),
    },
    browserHoursOfEcgPerSecond: await speedInBrowser('half-hour'),
  };
  console.log(JSON.stringify(result, null, 2));
} finally {
  await browser.close();
  await server.stop();
}

function writeRecord(folder, { name, seconds, samplingRate, leads }) {
  mkdirSync(folder, { recursive: true });
  const { recording } = synthesizeRecording({ seed: 1, durationSeconds: seconds, samplingRate, leads });
  for (const part of writeWfdb({ recordName: name, leads: recording.leads, samplingRate }))
    writeFileSync(join(folder, part.name), part.bytes);
}

/** A visitor with nothing in the cache; `isIn` with a session. */
async function visit(isIn = true, options = {}) {
  const context = await browser.newContext({ baseURL: server.url, viewport: VIEWPORT, ...options });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  if (isIn) await signIn(page, ...ACCOUNT);
  return page;
}

/** All that Chromium had to fetch of scripts until the page stood still, as it came over the wire. */
async function scriptKilobytes(path, shown, isIn = false) {
  // What the service worker has kept would not come over the wire.
  const page = await visit(isIn, { serviceWorkers: 'block' });
  // The first load of a person who has a session already, but nothing of the page in the cache.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  const requests = [];
  page.on('requestfinished', (request) => requests.push(request));
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.locator(shown).first().waitFor();
  const scripts = requests.filter((request) => request.resourceType() === 'script');
  const sizes = await Promise.all(scripts.map((request) => request.sizes()));
  await page.context().close();
  return kilobytes(sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0));
}

/** From opening the address to a trace that is complete, and to its beats. */
async function firstTrace(id) {
  const signal = [];
  const beats = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await visit();
    await page.addInitScript(watchTrace, TRACE);
    await page.goto(`/recordings/${id}`);
    await page.locator('[data-testid="heart-rate"]').waitFor({ timeout: 600_000 });
    const [drawnAtMs, nowMs] = await page.evaluate(() => [window.traceDrawnAtMs, performance.now()]);
    signal.push(drawnAtMs / 1000);
    beats.push(nowMs / 1000);
    await page.context().close();
  }
  // The first time, the server finds the beats; after that it knows them.
  return {
    first: round(signal[0]),
    later: median(signal.slice(1)),
    withBeats: { first: round(beats[0]), later: median(beats.slice(1)) },
  };
}

function watchTrace(selector) {
  new MutationObserver((_, observer) => {
    if (document.querySelector(selector) === null) return;
    window.traceDrawnAtMs = performance.now();
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-ready'] });
}

/** The whole day, an hour and the usual 25 mm/s, each moved; and a zoom from the whole day to one beat and back. */
async function frames(id) {
  const page = await visit();
  await page.goto(`/recordings/${id}`);
  await page.locator('[data-testid="heart-rate"]').waitFor();
  const results = {};
  results.moveUsualSpeed = await measured(page, () => drag(page));
  await zoomTo(page, 3600);
  results.moveHour = await measured(page, () => drag(page));
  await zoomTo(page, Number.POSITIVE_INFINITY);
  results.zoom = await measured(page, () => zoomInAndOut(page));
  await showAllLeads(page);
  results.zoomThreeLeads = await measured(page, () => zoomInAndOut(page));
  await page.context().close();
  return results;
}

/** Frame times, and what drawing took of them, while something is done. */
async function measured(page, work) {
  await page.locator(TRACE).first().waitFor();
  await page.evaluate(() => {
    performance.clearMeasures();
    window.frameTimes = [];
    const tick = (now) => {
      window.frameTimes?.push(now);
      if (window.frameTimes !== null) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  const { times, draws } = await page.evaluate(() => {
    const times = window.frameTimes;
    window.frameTimes = null;
    return { times, draws: performance.getEntriesByName('trace-draw').map(({ duration }) => duration) };
  });
  const frameMs = times.slice(1).map((time, i) => time - times[i]);
  return { frameMs: spread(frameMs), drawMs: spread(draws) };
}

/** Moves the mouse once a frame or so: Chromium answers when the page has dealt with it. */
async function drag(page) {
  const { x, y, width, height } = await page.locator(TRACE).first().boundingBox();
  const middle = y + height / 2;
  const [from, to, step] = [x + width - 40, x + 120, 12];
  let at = from;
  for (let frame = 0; frame < FRAMES; frame++) {
    if (at === from) {
      await page.mouse.move(at, middle);
      await page.mouse.down();
    }
    at -= step;
    await page.mouse.move(at, middle);
    if (at - step > to) continue;
    await page.mouse.up();
    at = from;
  }
  await page.mouse.up();
}

async function zoomInAndOut(page) {
  const { x, y, width, height } = await page.locator(TRACE).first().boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let frame = 0; frame < FRAMES; frame++) await page.mouse.wheel(0, frame < FRAMES / 2 ? -40 : 40);
}

/** Until no more than so many seconds are shown. */
async function zoomTo(page, seconds) {
  const trace = page.locator('[data-testid="trace"]');
  await trace.press('0');
  const shown = () =>
    trace.evaluate((element) => (Number(element.dataset.samplesPerPixel) * element.clientWidth) / 250);
  while ((await shown()) > seconds) await trace.press('+');
}

async function showAllLeads(page) {
  await page.getByRole('button', { name: /^Leads/ }).click();
  await page.locator('[data-autofocus]').click();
  await page.keyboard.press('Escape');
}

/** From handing over the files to the heart rate, once the model is loaded, and the first time, when it is not. */
async function analysisInBrowser(name) {
  const files = [join(server.libraryDir, `${name}.hea`), join(server.libraryDir, `${name}.dat`)];
  const seconds = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await visit(false);
    await page.goto('/try');
    const input = page.locator('input[type="file"]').first();
    await input.waitFor({ state: 'attached' });
    const begin = performance.now();
    await input.setInputFiles(files);
    await page.locator('[data-testid="heart-rate"]').waitFor({ timeout: 600_000 });
    seconds.push((performance.now() - begin) / 1000);
    await page.context().close();
  }
  return median(seconds);
}

/**
 * Hours of ECG per second, from a record in memory to its beats, in the page's own worker with the network loaded: the
 * best of several runs. Reading the samples out of the file's bytes is part of it, and a small one.
 */
async function speedInBrowser(name) {
  const page = await visit(false);
  await page.goto('/try');
  const input = page.locator('input[type="file"]').first();
  await input.waitFor({ state: 'attached' });
  const files = [`${name}.hea`, `${name}.dat`];
  await input.setInputFiles(files.map((file) => join(server.libraryDir, file)));
  await page.locator('[data-testid="heart-rate"]').waitFor({ timeout: 600_000 });

  // Another of the workers that the page has just found the beats with, asked as the page asks.
  const script = page.workers()[0].url();
  const placed = files.map((path) => ({
    path,
    base64: readFileSync(join(server.libraryDir, path)).toString('base64'),
  }));
  const bestSeconds = await page.evaluate(analyzeInWorker, { script, main: files[0], placed, runs: RUNS });
  await page.context().close();
  const { seconds } = RECORDS.find((record) => record.name === name);
  return round(seconds / 3600 / bestSeconds);
}

/** Runs in the page. */
async function analyzeInWorker({ script, main, placed, runs }) {
  const worker = new Worker(script, { type: 'module' });
  let lastId = 0;
  const call = (name, question) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      worker.addEventListener('message', ({ data }) => {
        if (data.id !== id || data.kind === 'progress') return;
        if (data.kind === 'answer') resolve(data.answer);
        else reject(new Error(data.refusal.message));
      });
      worker.postMessage({ id, name, question });
    });

  const files = [];
  for (const { path, base64 } of placed) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    files.push({ path, file: new Blob([bytes]) });
  }
  await call('open', { kind: 'files', main, files, samplingRate: null });
  await call('prepare', { model: null });
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    await call('analyze', { lead: null, model: null });
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  worker.terminate();
  return best;
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { count: values.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

function median(values) {
  return spread(values).p50;
}

function round(value) {
  return value === undefined ? null : Number(value.toFixed(3));
}

function kilobytes(bytes) {
  return Number((bytes / 1024).toFixed(1));
}
