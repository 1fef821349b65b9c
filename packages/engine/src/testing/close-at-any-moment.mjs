/** Run as a process of its own: what goes wrong here ends it. */
import { setTimeout as wait } from 'node:timers/promises';
import { readModel } from '../../../core/dist/node/index.js';
import { createEngine } from '../../dist/index.js';

const [file] = process.argv.slice(2);
const model = await readModel();
let closed = 0;
const count = () => closed++;

// While the network is loaded …
for (const ms of [0, 5, 20, 60, 120, 200]) {
  const starting = createEngine(model, { threads: 2, signal: AbortSignal.timeout(ms) });
  await starting.then((engine) => engine.close()).then(count, count);
}
// … and while it is at work.
for (const ms of [0, 1, 5, 20, 50, 90]) {
  const engine = await createEngine(model, { threads: 2 });
  const tasks = [file, file, file].map((file) => engine.analyze({ file }).catch((error) => error.code));
  await wait(ms);
  await engine.close().then(count);
  const codes = await Promise.all(tasks);
  if (codes.some((code) => code !== 'CLOSED')) throw new Error(`not broken off: ${codes}`);
}
process.stdout.write(`closed ${closed} times\n`);
