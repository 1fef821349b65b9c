/** What each part of the pipeline costs at 360 Hz, on one core. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWfdb } from '@sinode/core';
import { openFile } from '@sinode/core/node';
import { inferPiece } from '../../packages/core/dist/beats/infer-piece.js';
import { pieceLayout } from '../../packages/core/dist/beats/piece-layout.js';
import { modelInput } from '../../packages/core/dist/signal/model-input.js';
import { createResampler } from '../../packages/core/dist/signal/resample.js';
import { samplesOf } from './samples.mjs';
import { speed } from './speed.mjs';

const SAMPLING_RATE = 360;
const SECONDS = 20 * 60;

/** Model samples that the pipeline gives to the network at once. */
export function windowLength(card) {
  return pieceLayout(card).windowSamples + 2 * card.marginSamples;
}

/** @param folder - an empty one, for the file that is read */
export async function parts(card, { native, wasm }, folder) {
  const samples = samplesOf(SAMPLING_RATE, SECONDS);
  const { preprocessing } = card;
  const modelRate = card.input.samplingRate;
  const resampler = createResampler(SAMPLING_RATE, modelRate);
  const length = resampler.outputLength(samples.length);
  const resample = () => resampler.resample(samples, 0, 0, length);

  // At the model's own rate nothing is left to be done but gaps, baseline and scale.
  const untouched = createResampler(modelRate, modelRate);
  const resampled = resample();
  const prepare = () =>
    modelInput(resampled, 0, 0, length, { samplingRate: modelRate, resampler: untouched, preprocessing });
  const piece = { ...prepare(), start: 0 };

  const window = new Float32Array(windowLength(card));
  window.set(piece.input.subarray(0, window.length));
  const windowSeconds = window.length / modelRate;

  // The probabilities are there already: what is left is to find the beats in them.
  const known = new Map();
  const knowing = {
    infer: async (input) => {
      const key = `${input.byteOffset} ${input.length}`;
      if (!known.has(key)) known.set(key, (await native.infer(input)).slice());
      return known.get(key);
    },
  };
  const span = { start: 0, end: length, length };
  const { windowSamples } = pieceLayout(card);
  const decode = () => inferPiece(piece, span, { network: knowing, card, overlapSamples: 0, windowSamples });

  return {
    'read, WFDB file': await readSpeed(samples, folder),
    resample: await speed(SECONDS, resample),
    'gaps, baseline and scale': await speed(SECONDS, prepare),
    'infer, native': await speed(windowSeconds, () => native.infer(window)),
    'infer, WebAssembly': await speed(windowSeconds, () => wasm.infer(window)),
    decode: await speed(SECONDS, decode),
  };
}

async function readSpeed(samples, folder) {
  const leads = [{ name: 'II', unit: 'mV', samples }];
  for (const { name, bytes } of writeWfdb({ recordName: 'parts', leads, samplingRate: SAMPLING_RATE }))
    writeFileSync(join(folder, name), bytes);
  const { reader, close } = await openFile(join(folder, 'parts.hea'));
  const result = await speed(SECONDS, () => reader.read(0, 0, reader.sampleCount));
  await close();
  return result;
}
