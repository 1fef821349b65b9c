/**
 * Installs a Chromium where there is none: the tests of the dashboard need one, and are never skipped.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { findBrowser, NO_BROWSER } from './find-browser.mjs';
import { ROOT, tryToRun } from './run.mjs';

const TESTS = 'e2e/dashboard';

/** @returns whether tests of the dashboard are among those that the test runner is asked for */
export function needsBrowser(args) {
  const filters = args.filter((arg) => !arg.startsWith('-'));
  const tests = readdirSync(`${ROOT}${TESTS}`).filter((name) => name.endsWith('.test.ts'));
  return (
    filters.length === 0 ||
    filters.some((filter) => tests.some((name) => `${TESTS}/${name}`.includes(filter)))
  );
}

/** Where it cannot, it says what to do; the tests that need a browser fail then. */
export function provideBrowser() {
  if (findBrowser() !== null) return;
  console.error('Installing a Chromium for the tests of the dashboard (once) …');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && isDebian()) installFromDebian();
  // Ubuntu's own package is a snap, which containers cannot have.
  if (findBrowser() === null) installFromPlaywright(isRoot);
  if (findBrowser() === null) console.error(`\n${NO_BROWSER}\n`);
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-dejavu-core'];
  if (tryToRun('apt-get', ['-qq', 'update'], env) !== 0) return;
  tryToRun('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...packages], env);
}

function installFromPlaywright(isRoot) {
  // The libraries that it needs: as another user that would ask for a password.
  const withLibraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  const cli = `${ROOT}node_modules/playwright-core/cli.js`;
  tryToRun(process.execPath, [cli, 'install', 'chromium', '--no-shell', ...withLibraries]);
}
