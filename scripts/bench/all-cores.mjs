/** Many recordings at once, by the worker threads that the server and the command line use. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeWfdb } from '@sinode/core';
import { createEngine } from '@sinode/engine';
import { samplesOf } from './samples.mjs';
import { speed } from './speed.mjs';

const SAMPLING_RATE = 360;
const SECONDS = 20 * 60;
/** So that a thread that is done has another. */
const RECORDINGS_PER_THREAD = 3;

/** From WFDB files to beats: hours of ECG per second with one thread, and with one for each core. */
export async function severalAtOnce(model, folder) {
  const leads = [{ name: 'II', unit: 'mV', samples: samplesOf(SAMPLING_RATE, SECONDS) }];
  for (const { name, bytes } of writeWfdb({ recordName: 'many', leads, samplingRate: SAMPLING_RATE }))
    writeFileSync(join(folder, name), bytes);
  const file = join(folder, 'many.hea');

  const result = {};
  for (const threads of new Set([1, availableParallelism()])) {
    const engine = await createEngine(model, { threads });
    const count = threads * RECORDINGS_PER_THREAD;
    const analyzeAll = () => Promise.all(Array.from({ length: count }, () => engine.analyze({ file })));
    result[threads === 1 ? '1 thread' : `${threads} threads`] = await speed(count * SECONDS, analyzeAll);
    await engine.close();
  }
  return result;
}
