/** The real thing, but for files of two names, which are never done in loops that nothing interrupts. */
import { parentPort } from 'node:worker_threads';

const PAUSE_MS = 10;
const pause = new Int32Array(new SharedArrayBuffer(4));

parentPort.on('message', ({ id, task }) => {
  const { file } = task.input;
  if (file.endsWith('endless')) for (;;);
  while (file.endsWith('busy')) {
    parentPort.postMessage({ kind: 'progress', id, fraction: 0.5 });
    Atomics.wait(pause, 0, 0, PAUSE_MS);
  }
});
await import('../../dist/worker.js');
