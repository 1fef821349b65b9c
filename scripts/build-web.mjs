/**
 * Builds the dashboard with Vite when what it is made of has changed since the last time.
 */
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, runTool } from './run.mjs';

const WEB = 'packages/web';
const RESULT = join(ROOT, WEB, 'dist/index.html');

/** Made when a build has ended, as one that was broken off leaves files too; as old as that build's begin. */
const STAMP = join(ROOT, WEB, 'node_modules/.tmp/built');

/** What a build leaves in its own package. */
const RESULTS = ['dist', 'node_modules'];

const INPUTS = [
  ...readdirSync(join(ROOT, WEB))
    .filter((name) => !RESULTS.includes(name))
    .map((name) => join(WEB, name)),
  ...['core', 'client', 'contracts'].map((name) => join('packages', name, 'src')),
  'models',
  'package-lock.json',
].map((name) => join(ROOT, name));

export function buildWeb() {
  if (isBuilt()) return;
  const begin = new Date();
  console.error('Building the dashboard …');
  runTool('vite/bin/vite.js', 'build', WEB, '--logLevel', 'warn');
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, begin, begin);
}

function isBuilt() {
  if (!existsSync(RESULT) || !existsSync(STAMP)) return false;
  const built = statSync(STAMP).mtimeMs;
  return INPUTS.every((input) => changedAt(input) < built);
}

/** Of a file, or the latest of a folder and all in it: a folder changes when something is taken out of it. */
function changedAt(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path).map((name) => changedAt(join(path, name)));
  return Math.max(status.mtimeMs, ...inside);
}
