/**
 * `npm start`: sets up, then shows Sinode at work on the recordings of the library. An empty library is filled with
 * synthetic recordings first, so that the first look is never an empty page.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, run, setUp } from './setup.mjs';

const SAMPLES = 8;

setUp();

const sinode = (...args) => run(process.execPath, [join(ROOT, 'packages/cli/bin/sinode.js'), ...args]);
const library = resolve(ROOT, process.env.SINODE_LIBRARY_DIR ?? 'library');
const data = join(library, 'data');
if (!existsSync(data)) {
  console.log(`\nThe library ${library} is empty: filling it with ${SAMPLES} synthetic recordings.`);
  sinode('synth', library, '--records', String(SAMPLES), '--seed', '1');
}
const recordings = readdirSync(data)
  .filter((name) => name.endsWith('.mat'))
  .sort()
  .slice(0, SAMPLES)
  .map((name) => join(data, name));

console.log(`\n$ npx sinode analyze ${recordings[0]}`);
sinode('analyze', recordings[0]);
console.log(`\n$ npx sinode analyze ${join(data, '*.mat')}`);
sinode('analyze', ...recordings);
console.log(`\n$ npx sinode evaluate ${library} --protocol cpsc2019`);
sinode('evaluate', library, '--protocol', 'cpsc2019');
console.log('\nNext: `npx sinode analyze <your file>`, or `npx sinode --help`.');
