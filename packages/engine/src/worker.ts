/** The file that every worker thread runs: loads the network once, then does what it is sent, one task at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { passThrough, throwIfClosed } from './gate.ts';
import { loadPerformer, type Performer, performTask } from './performer.ts';
import { failureOf } from './task-error.ts';
import { CANCELLED, type FromThread, type Outfit, type ToThread } from './thread-messages.ts';

const { model, gate, cancelled } = workerData as Outfit;
const port = parentPort;
if (port === null) throw new Error('this file is for worker threads');
const say = (message: FromThread) => port.postMessage(message);

const performer = await passThrough(gate, () => loadPerformer(model)).catch((error: unknown) => {
  say({ kind: 'unable', failure: failureOf(error) });
  return null;
});
if (performer !== null) {
  port.on('message', (message: ToThread) => void perform(performer, message));
  say({ kind: 'ready' });
}

async function perform(performer: Performer, { id, task }: ToThread): Promise<void> {
  const onFraction = (fraction: number) => {
    throwIfClosed(gate);
    if (Atomics.load(cancelled, CANCELLED) === id) throw new Error('cancelled');
    say({ kind: 'progress', id, fraction });
  };
  try {
    say({
      kind: 'done',
      id,
      value: await passThrough<unknown>(gate, () => performTask(performer, task, onFraction)),
    });
  } catch (error) {
    say({ kind: 'failed', id, failure: failureOf(error) });
  }
}
