/**
 * Draws every beat that a model misses and every one that it invents, ten seconds around each, to look at them one by one.
 *
 *   node scripts/draw-failures.mjs [--model <name or folder>] [--folds <runs>] [--data <folder>] [--limit <n>] --out <folder>
 *
 * Of CPSC2019 by folds (within 75 ms, as the challenge counts; left out without --folds), of the MITDB test records, both
 * leads, and of the LUDB records that the card lists as held out, all leads (within 150 ms). <folder>/index.html shows all
 * strips; at most --limit (20) of a lead are drawn, and the index says how many there were. Rings are the beats found, with
 * their confidence above; dots the reference's; grey stretches were given up as unreadable.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHALLENGE_SCORING, matchBeats } from '@sinode/core';
import { DEFAULT_MODEL } from '@sinode/core/node';
import { drawStrip, escaped } from './scoring/draw-strip.mjs';
import { foldNames } from './scoring/known-records.mjs';
import { eachRecord, LUDB_LEADS, loadModel } from './scoring/records.mjs';
import { ROOT } from './setup.mjs';

const SECONDS = 10;

const { values: args } = parseArgs({
  options: {
    model: { type: 'string', default: DEFAULT_MODEL },
    folds: { type: 'string' },
    data: { type: 'string', default: process.env.SINODE_TEST_DATA ?? join(ROOT, '../shared/data') },
    limit: { type: 'string', default: '20' },
    out: { type: 'string' },
  },
});
if (args.out === undefined) {
  console.error('Usage: node scripts/draw-failures.mjs --out <folder> [--model …] [--folds …]');
  process.exit(2);
}
const limit = Number(args.limit);
const { mitdb } = JSON.parse(readFileSync(join(args.data, 'splits.json'), 'utf8'));
mkdirSync(args.out, { recursive: true });

/** `{ dataSet, record, lead, missed, extra, files }` of each lead with an error. */
const failures = [];
if (args.folds !== undefined) {
  for (const name of foldNames(args.folds)) {
    const model = await loadModel(join(args.folds, name));
    const wanted = model.card.training.heldOut.cpsc2019 ?? [];
    await draw(model, 'cpsc2019', wanted, {
      annotator: 'atr',
      toleranceSeconds: 0.075,
      scoredOf: () => CHALLENGE_SCORING.scored,
    });
    await model.dispose();
  }
}
const model = await loadModel(args.model);
for (const leadIndex of [0, 1]) {
  await draw(model, 'mitdb', mitdb.test.map(String), { annotator: 'atr', leadIndex });
}
for (const lead of LUDB_LEADS) {
  const wanted = model.card.training.heldOut.ludb ?? [];
  await draw(model, 'ludb', wanted, { annotator: lead, lead, scoredOf: annotatedSpan });
}
writeFileSync(join(args.out, 'index.html'), indexPage());
console.log(`${failures.length} leads with errors: ${join(args.out, 'index.html')}`);

/** The errors of one lead of each wanted record, as files. */
async function draw({ analyze }, dataSet, wanted, options) {
  const { annotator, leadIndex = 0, toleranceSeconds = 0.15, scoredOf } = options;
  await eachRecord(join(args.data, dataSet), wanted, annotator, async ({ record, reader, reference }) => {
    const lead = options.lead ?? reader.leads[leadIndex].name;
    const { beats, confidence, quality } = await analyze(reader, { lead });
    const { samplingRate, sampleCount } = reader;
    const { beats: marked, excluded } = reference;
    const match = matchBeats(marked, beats, {
      toleranceSamples: toleranceSeconds * samplingRate,
      excluded,
      ...(scoredOf !== undefined && { scored: scoredOf(reader, reference) }),
    });
    const errors = [...match.missed, ...match.extra].sort((a, b) => a - b);
    if (errors.length === 0) return;

    const samples = await reader.read(
      reader.leads.findIndex(({ name }) => name === lead),
      0,
      sampleCount,
    );
    const unreadable = quality.stretches.filter(({ verdict }) => verdict === 'unreadable');
    const starts = windowStarts(errors, samplingRate, sampleCount);
    const files = starts.slice(0, limit).map((fromSeconds, i) => {
      const file = `${dataSet}-${record}-${lead.replaceAll(/\W/g, '_')}-${i + 1}.svg`;
      const title = `${dataSet} ${record}, lead ${lead}, from ${fromSeconds.toFixed(1)} s`;
      const strip = { title, samples, samplingRate, fromSeconds, seconds: SECONDS };
      writeFileSync(join(args.out, file), drawStrip({ ...strip, beats, confidence, match, unreadable }));
      return file;
    });
    const [missed, extra] = [match.missed.length, match.extra.length];
    failures.push({ dataSet, record, lead, missed, extra, strips: starts.length, files });
    console.error(`${dataSet} ${record}, lead ${lead}: ${missed} missed, ${extra} extra`);
  });
}

/** LUDB's annotators skipped the first and last beats. */
function annotatedSpan(_reader, { beats }) {
  return { start: beats[0], end: beats.at(-1) + 1 };
}

/** Stretches of ten seconds that together show all errors, each with an error near its middle. */
function windowStarts(errors, samplingRate, sampleCount) {
  const starts = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const error of errors) {
    // One at the very edge of a strip would be seen without what comes after it.
    if (error < end - samplingRate) continue;
    const latest = Math.max(0, sampleCount / samplingRate - SECONDS);
    const start = Math.min(latest, Math.max(0, error / samplingRate - SECONDS / 2));
    starts.push(start);
    end = (start + SECONDS) * samplingRate;
  }
  return starts;
}

function indexPage() {
  const total = (field) => failures.reduce((sum, each) => sum + each[field], 0);
  const sections = failures.map(({ dataSet, record, lead, missed, extra, strips, files }) => {
    const heading = `${dataSet} ${record}, lead ${lead}: ${missed} missed, ${extra} extra`;
    const left = strips > files.length ? ` (${files.length} of ${strips} strips)` : '';
    const images = files.map((file) => `<img src="${escaped(file)}" loading="lazy" alt="">`).join('\n');
    return `<h2>${escaped(heading + left)}</h2>\n${images}`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Failures of ${escaped(args.model)}</title>
<style>body { font-family: system-ui, sans-serif; margin: 24px } img { display: block; max-width: 100%; margin: 8px 0 } h2 { font-size: 16px }</style>
<h1>Failures: ${total('missed')} missed, ${total('extra')} extra in ${failures.length} leads</h1>
${sections.join('\n')}
</html>
`;
}
