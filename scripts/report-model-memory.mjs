/**
 * `node scripts/report-model-memory.mjs <model>`: the memory of this process in MB, as JSON: with a recording and
 * without the model; what the model adds once it is loaded; and what it has added when an hour of ECG is analysed, at
 * the end and at most.
 */
import { createAnalyzer, singleLeadReader } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { samplesOf } from './bench/samples.mjs';

const megabytes = (bytes) => Math.round(bytes / 2 ** 20);
const resident = () => process.memoryUsage().rss;

const reader = singleLeadReader(samplesOf(360, 3600), 360);
const before = resident();
const { card, bytes } = await readModel(process.argv[2]);
// The runtime is a cost of the model too.
const { createNodeNetwork } = await import('@sinode/core/onnx-node');
const network = await createNodeNetwork(bytes, card);
const loaded = resident();
await createAnalyzer({ network, card })(reader);
console.log(
  JSON.stringify({
    before: megabytes(before),
    extraWhenLoaded: megabytes(loaded - before),
    extraAfterAnalysis: megabytes(resident() - before),
    extraAtPeak: megabytes(process.resourceUsage().maxRSS * 1024 - before),
  }),
);
