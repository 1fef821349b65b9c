/**
 * Tests of the dashboard as a person meets it: the real server, its database, and a real Chromium.
 *
 *   test('…', async ({ page, dashboard }) => { … });
 *
 * Each test file has a server and a browser of its own, each test a fresh profile. A test also fails when the page
 * writes an error to its console, throws, or asks any other host for anything.
 */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base } from 'vitest';
import { openBrowser } from '../../../scripts/open-browser.mjs';
import {
  createPlace,
  type Place,
  type ServerProcess,
  startServerProcess,
} from '../../testing/server-process.ts';

/** How long anything may take: generous, for a busy machine; what is there is never waited for. */
const WITHIN_MS = 60_000;

const PICTURES = fileURLToPath(new URL('../../../out/dashboard', import.meta.url));

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export interface Dashboard {
  /** Where the page is. */
  readonly url: string;
  readonly place: Place;
  readonly browser: Browser;
  /** The one that runs, or ran last. */
  readonly server: ServerProcess;
  /** The same server again after `server.stop()` or `server.kill()`: same data, same addresses. */
  startAgain(): Promise<void>;
}

/** A page that is watched. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /**
   * From here on, messages in the console that match are no failure of the test: those of a refusal that it provokes.
   * A message is matched with the address it is about at its end: `… status of 404 (Not Found) [http://…/v1/…]`.
   */
  expectErrors(...patterns: readonly RegExp[]): void;
}

interface Fixtures {
  readonly $file: {
    /**
     * Puts recordings into the library's folder before the server starts. Left alone, the server makes some. For
     * others: `const test = base.extend({ library: [async ({}, use) => use(async (folder) => …), { scope: 'file' }] })`.
     */
    readonly library: (folder: string) => Promise<void>;
    /** Settings of the server, beside the usual ones. */
    readonly env: Readonly<Record<string, string>>;
    readonly dashboard: Dashboard;
  };
  readonly $test: {
    /** Opens further visitors, or one with another screen or colour scheme. */
    readonly visit: (options?: BrowserContextOptions) => Promise<Visit>;
    readonly visitor: Visit;
    /** The visitor's page: nothing is opened yet, and the base of addresses is the dashboard. */
    readonly page: Page;
  };
}

/** What a page may write at any time. Who comes for the first time has no session to go on with. */
const EXPECTED = [/status of 401 .*\/v1\/browser-session\/refresh\]$/];

export const test = base.extend<Fixtures>({
  library: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures to make
    async ({}, use) => {
      await use(async () => {});
    },
    { scope: 'file' },
  ],

  env: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures to make
    async ({}, use) => {
      await use({});
    },
    { scope: 'file' },
  ],

  dashboard: [
    async ({ library, env }, use) => {
      const place = await createPlace();
      let server: ServerProcess | undefined;
      let browser: Browser | undefined;
      try {
        await library(place.libraryDir);
        server = await startServerProcess(place, { web: true, env });
        browser = await openBrowser();
        const ports = { port: portOf(server.url), webPort: portOf(server.webUrl) };
        await use({
          url: server.webUrl,
          place,
          browser,
          get server() {
            return server as ServerProcess;
          },
          async startAgain() {
            server = await startServerProcess(place, { web: true, env, ...ports });
          },
        });
      } finally {
        await browser?.close();
        await server?.stop();
        await place.remove();
      }
    },
    { scope: 'file' },
  ],

  visit: async ({ dashboard, task }, use) => {
    const visits: (Visit & { readonly wrongs: readonly string[] })[] = [];
    await use(async (options = {}) => {
      const visit = await openVisit(dashboard, options);
      visits.push(visit);
      return visit;
    });
    const wrongs = visits.flatMap((visit) => visit.wrongs);
    if (task.result?.state === 'fail' || wrongs.length > 0) {
      for (const [index, { page }] of visits.entries()) await photograph(page, `${task.name}-${index + 1}`);
    }
    for (const { context } of visits) await context.close();
    if (wrongs.length > 0) throw new Error(`The page did what it never should:\n${wrongs.join('\n')}`);
  },

  visitor: async ({ visit }, use) => {
    await use(await visit());
  },

  page: async ({ visitor }, use) => {
    await use(visitor.page);
  },
});

async function openVisit(
  dashboard: Dashboard,
  options: BrowserContextOptions,
): Promise<Visit & { readonly wrongs: readonly string[] }> {
  const context = await dashboard.browser.newContext({
    baseURL: dashboard.url,
    viewport: DESKTOP,
    colorScheme: 'light',
    // Nothing moves while one looks.
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  context.setDefaultTimeout(WITHIN_MS);
  const expected = [...EXPECTED];
  const wrongs: string[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = `${message.text()} [${message.location().url}]`;
    if (!expected.some((pattern) => pattern.test(text))) wrongs.push(`console: ${text}`);
  });
  context.on('weberror', (error) => {
    wrongs.push(`thrown: ${error.error().stack ?? error.error().message}`);
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const isOwn = origin === dashboard.url || protocol === 'data:' || protocol === 'blob:';
    if (!isOwn) wrongs.push(`asked another host: ${request.url()}`);
  });
  return {
    page: await context.newPage(),
    context,
    expectErrors: (...patterns) => void expected.push(...patterns),
    wrongs,
  };
}

/** Into the folder `out/dashboard`, so that one can see what a failed test saw. */
async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await chmod(PICTURES, 0o755);
  const file = join(PICTURES, `${name.replaceAll(/[^\w-]+/g, '-').slice(0, 100)}.png`);
  // A page that is gone, or hangs, is no reason to hide why the test failed.
  await page.screenshot({ path: file, timeout: 10_000 }).then(
    () => console.error(`picture: ${file}`),
    () => console.error(`no picture of ${name}: the page is gone`),
  );
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
