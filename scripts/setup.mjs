/**
 * What `npm start` and `npm test` do first: install what the lock file names, and build.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the repository's root with its output shown; ends this process with its exit code if it fails. */
export function run(command, args) {
  const windows = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: windows,
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a tool of node_modules by its file, which is quicker than npx and says nothing of its own. */
export function runTool(file, ...args) {
  run(process.execPath, [`${ROOT}node_modules/${file}`, ...args]);
}

export function setUp() {
  if (!isInstalled()) {
    console.error('Installing the packages of the lock file (once) …');
    // Not `npm ci`: it refuses a lock file without entries for the optional packages of other platforms, which npm 11
    // leaves out where the registry it was written against did not offer them (npm/cli issue 9846).
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  runTool('typescript/bin/tsc', '-b');
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
