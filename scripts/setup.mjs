/**
 * What `npm start` and `npm test` do first: install what the lock file names, and build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { buildWeb } from './build-web.mjs';
import { ROOT, run, runTool } from './run.mjs';

export { ROOT };

export function setUp() {
  if (!isInstalled()) {
    console.error('Installing the packages of the lock file (once) …');
    // Not `npm ci`: it refuses a lock file without entries for the optional packages of other platforms, which npm 11
    // leaves out where the registry it was written against did not offer them (npm/cli issue 9846).
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  // Only what runs: Vite builds the dashboard without looking at its types, which `npm run check:types` does.
  runTool('typescript/bin/tsc', '-b', 'packages/cli', 'packages/client');
  buildWeb();
}

/** True when what npm wrote down after its last installation is what the lock file asks for. */
function isInstalled() {
  const installed = `${ROOT}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' ||
      link ||
      optional ||
      !path.startsWith('node_modules/') ||
      present[path]?.version === version,
  );
}
