/**
 * Scores what `detect.mjs` and `detect.py` found: tables in Markdown on stdout, every figure in `comparison.json`, and
 * the picture.
 *
 *   node comparison/compare.mjs [--work <folder>] [--picture <file>]
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { draw } from './draw.mjs';
import { scoreDetector } from './score.mjs';
import { markdown } from './tables.mjs';
import { PICTURE, WORK } from './work.mjs';

const { values } = parseArgs({
  options: {
    work: { type: 'string', default: WORK },
    picture: { type: 'string', default: PICTURE },
  },
});

const readJson = async (...path) => JSON.parse(await readFile(join(values.work, ...path), 'utf8'));

const leads = await readJson('leads.json');
const detectors = [];
for (const name of (await readdir(join(values.work, 'beats'))).sort()) {
  detectors.push({
    id: name.replace(/\.json$/, ''),
    ...(await scoreDetector(leads, await readJson('beats', name))),
  });
}

const rank = ({ id, scores }) => (id === 'sinode' ? 2 : (scores.mitdb?.value ?? 0));
detectors.sort((a, b) => rank(b) - rank(a));

await writeFile(join(values.work, 'comparison.json'), `${JSON.stringify(detectors, null, 2)}\n`);
await writeFile(values.picture, draw(detectors));
console.log(markdown(detectors));
