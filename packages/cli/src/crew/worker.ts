/** The file that every worker thread runs: loads the network once, then does what it is sent. */
import { parentPort } from 'node:worker_threads';
import { workerData } from 'piscina';
import { type FractionMessage, type Message, type Outcome, outcomeOf, type WorkerOutfit } from './crew.ts';
import { loadDetector } from './detector.ts';
import { passThrough, throwIfClosed } from './gate.ts';

const { model, gate } = workerData as WorkerOutfit;

const loaded = passThrough(gate, () => loadDetector(model));
// Awaited with each task; a failure is told there, and must not end the thread before.
loaded.catch(() => {});

export default function work(message: Message): Promise<Outcome<unknown>> {
  const onFraction = (fraction: number) => {
    throwIfClosed(gate);
    parentPort?.postMessage({ id: message.id, fraction } satisfies FractionMessage);
  };
  const task = async () => {
    const { analyze, evaluate } = await loaded;
    return message.kind === 'analyze'
      ? analyze(message.task, onFraction)
      : evaluate(message.task, onFraction);
  };
  return outcomeOf(passThrough<unknown>(gate, task));
}
