/**
 * `npm run bench`: what Sinode costs, as JSON on stdout. Speeds are hours of ECG per second, the best of several runs
 * in this process, so that figures of one run can be compared with each other; machines are noisy, so compare ratios
 * and not runs of different days. BENCH_RUNS=1 is quick and rough.
 *
 *   npm run --silent bench -- --model sinode-qrs-1     the name of a model, or its folder
 *                             --python .venv/bin/python   also the same network in Python's ONNX Runtime
 *                             --long     also a 24 h, 3-lead recording in a process of its own (takes a minute)
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzer, singleLeadReader } from '@sinode/core';
import { DEFAULT_MODEL, readModel } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { createWebNetwork } from '@sinode/core/onnx-web';
import { severalAtOnce } from './bench/all-cores.mjs';
import { longRecording } from './bench/long-recording.mjs';
import { parts } from './bench/parts.mjs';
import { inPython } from './bench/python.mjs';
import { samplesOf } from './bench/samples.mjs';
import { speed } from './bench/speed.mjs';
import { ROOT } from './run.mjs';

const SECONDS = 20 * 60;

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: DEFAULT_MODEL },
    python: { type: 'string' },
    long: { type: 'boolean', default: false },
  },
});
if (options.python === undefined) {
  console.error(
    'ONNX Runtime in Python is left out. To have it beside Node: pip install onnxruntime, then --python <that python>.',
  );
}

const model = await readModel(options.model);
const { card, bytes } = model;
const native = await createNodeNetwork(bytes, card);
const wasm = await createWebNetwork(bytes, card);

/** From samples in memory to beats. */
async function pipeline(network) {
  const analyze = createAnalyzer({ network, card });
  const result = {};
  for (const samplingRate of [250, 360, 500, 1000]) {
    const reader = singleLeadReader(samplesOf(samplingRate, SECONDS), samplingRate);
    result[`${samplingRate} Hz`] = await speed(SECONDS, () => analyze(reader));
  }
  return result;
}

/** Milliseconds of one short recording, from samples in memory to beats. */
async function latencyMs() {
  const analyze = createAnalyzer({ network: native, card });
  const reader = singleLeadReader(samplesOf(500, 10), 500);
  const times = [];
  for (let run = 0; run < 200; run++) {
    const start = performance.now();
    await analyze(reader);
    times.push(performance.now() - start);
  }
  const median = times.slice(20).sort((a, b) => a - b)[90];
  return Number(median.toFixed(2));
}

/** In a process of its own, where nothing else takes memory. */
function memoryMb() {
  return JSON.parse(
    execFileSync(process.execPath, [join(ROOT, 'scripts/report-model-memory.mjs'), options.model], {
      encoding: 'utf8',
    }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'sinode-bench-'));
const folderOf = (name) => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};
try {
  const report = {
    machine: { node: process.version, processor: cpus()[0].model, cores: availableParallelism() },
    model: `${card.name} ${card.version}`,
    unit: 'hours of ECG per second, on one core unless it says threads',
    'analyze, native': await pipeline(native),
    'analyze, WebAssembly': await pipeline(wasm),
    'parts, 360 Hz': await parts(card, { native, wasm }, folderOf('parts')),
    ...(options.python === undefined ? {} : { python: inPython(options.python, options.model, card) }),
    'several WFDB recordings at once, 360 Hz': await severalAtOnce(model, folderOf('many')),
    'median ms for a 10 s recording': await latencyMs(),
    'memory of the model, MB': memoryMb(),
    ...(options.long ? { '24 h, 3 leads, 250 Hz': longRecording(options.model, folderOf('long')) } : {}),
  };
  console.log(JSON.stringify(report, null, 2));
} finally {
  rmSync(folder, { recursive: true });
}
