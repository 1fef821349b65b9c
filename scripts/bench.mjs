/**
 * `npm run bench`: what Sinode costs, as JSON on stdout. Speeds are hours of ECG per second on one core, the best of
 * several runs in this process, so that figures of one run can be compared with each other; machines are noisy, so
 * compare ratios and not runs of different days.
 *
 *   npm run --silent bench -- --long     also a 24 h, 3-lead recording in a process of its own (takes a minute)
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyzer, inMemoryReader } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import { createWebNetwork } from '@sinode/core/onnx-web';
import { decodeBeats } from '../packages/core/dist/beats/decode-beats.js';
import { modelInput } from '../packages/core/dist/signal/model-input.js';
import { createResampler } from '../packages/core/dist/signal/resample.js';
import { ROOT } from './setup.mjs';

const RUNS = 5;
const MINUTES = 20;
const SINODE = join(ROOT, 'packages/cli/bin/sinode.js');

const { card, bytes } = await readModel();
const native = await createNodeNetwork(bytes, card);
const wasm = await createWebNetwork(bytes, card);

/** Hours of ECG per second of the best run. */
async function speed(ecgSeconds, work) {
  await work();
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return Number((ecgSeconds / 3600 / (best / 1000)).toFixed(2));
}

/** A lead of beats (Gaussians), wander and noise: cost does not depend on how real it looks. */
function recording(samplingRate, seconds) {
  const samples = Float32Array.from({ length: samplingRate * seconds }, (_, i) => {
    const t = i / samplingRate;
    return Math.exp(-(((t % 0.8) - 0.3) ** 2) / 2e-4) + 0.2 * Math.sin(t) + 0.05 * Math.sin(i * i);
  });
  return inMemoryReader({
    name: 'bench',
    format: 'wfdb',
    leads: [{ name: 'II', unit: 'mV', samples }],
    samplingRate,
    sampleCount: samples.length,
    startTime: null,
    warnings: [],
    annotations: [],
  });
}

async function pipeline(network) {
  const analyze = createAnalyzer({ network, card });
  const hoursPerSecond = {};
  for (const samplingRate of [250, 360, 500, 1000]) {
    const reader = recording(samplingRate, MINUTES * 60);
    hoursPerSecond[`${samplingRate} Hz`] = await speed(MINUTES * 60, () => analyze(reader));
  }
  return hoursPerSecond;
}

async function parts() {
  const seconds = 600;
  const samplingRate = 360;
  const reader = recording(samplingRate, seconds);
  const samples = await reader.read(0, 0, reader.sampleCount);
  const resampler = createResampler(samplingRate, card.input.samplingRate);
  const length = resampler.outputLength(samples.length);
  const prepare = () =>
    modelInput(samples, 0, 0, length, { samplingRate, resampler, preprocessing: card.preprocessing });
  const { input } = prepare();
  const window = input.slice(0, length - (length % card.input.lengthMultiple));
  const probabilities = (await native.infer(window)).slice();
  return {
    prepare: await speed(seconds, prepare),
    'infer, native': await speed(seconds, () => native.infer(window)),
    'infer, WebAssembly': await speed(seconds, () => wasm.infer(window)),
    decode: await speed(seconds, () => decodeBeats(probabilities, 0.1, 12)),
  };
}

/** Milliseconds of one short recording, from samples in memory to beats. */
async function latencyMs() {
  const analyze = createAnalyzer({ network: native, card });
  const reader = recording(500, 10);
  const times = [];
  for (let run = 0; run < 200; run++) {
    const start = performance.now();
    await analyze(reader);
    times.push(performance.now() - start);
  }
  const median = times.slice(20).sort((a, b) => a - b)[90];
  return Number(median.toFixed(2));
}

/** A day in three leads, by the command line in a process of its own. */
function longRecording() {
  const folder = mkdtempSync(join(tmpdir(), 'sinode-bench-'));
  try {
    execFileSync(process.execPath, [
      SINODE,
      'synth',
      folder,
      '--records',
      '1',
      '--seconds',
      '86400',
      '--sampling-rate',
      '250',
    ]);
    const start = performance.now();
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        '--import',
        join(ROOT, 'scripts/report-memory.mjs'),
        SINODE,
        'analyze',
        join(folder, 'wfdb/00001.hea'),
        '--format',
        'json',
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    if (status !== 0) throw new Error(stderr);
    return {
      beats: JSON.parse(stdout).beats.length,
      wallSeconds: Number(((performance.now() - start) / 1000).toFixed(1)),
      peakMemoryMb: Number(/peak memory (\d+) MB/.exec(stderr)[1]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const report = {
  machine: { node: process.version, processor: cpus()[0].model, cores: cpus().length },
  model: `${card.name} ${card.version}`,
  unit: 'hours of ECG per second on one core',
  'analyze, native': await pipeline(native),
  'analyze, WebAssembly': await pipeline(wasm),
  'parts, 360 Hz': await parts(),
  'median ms for a 10 s recording': await latencyMs(),
  ...(process.argv.includes('--long') ? { '24 h, 3 leads, 250 Hz': longRecording() } : {}),
};
console.log(JSON.stringify(report, null, 2));
