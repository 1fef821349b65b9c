/** The file that every worker thread runs: loads the network once, then does what it is sent, one task at a time. */
import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { passThrough, throwIfClosed } from './gate.ts';
import { loadPerformer, type Performer, performTask } from './performer.ts';
import { failureOf } from './task-error.ts';
import { CANCELLED, type FromThread, type Outfit, type ToThread } from './thread-messages.ts';

/** How often to look at the memory of a task, in the pauses that it makes to read. */
const LOOK_MS = 50;

const { model, gate, mostBufferBytes, cancelled, isMinor } = workerData as Outfit;
const port = parentPort;
if (port === null) throw new Error('this file is for worker threads');
const say = (message: FromThread) => port.postMessage(message);

if (isMinor) giveWay();

const performer = await loadPerformer(model, (work) => passThrough(gate, work)).catch((error: unknown) => {
  say({ kind: 'unable', failure: failureOf(error) });
  return null;
});
if (performer !== null) {
  port.on('message', (message: ToThread) => void perform(performer, message));
  say({ kind: 'ready' });
}

async function perform(performer: Performer, { id, task }: ToThread): Promise<void> {
  /** Samples and what files are inflated to lie outside of the heap, which has a limit of its own. */
  const isOverfull = () => {
    if (getHeapStatistics().external_memory <= mostBufferBytes) return false;
    say({ kind: 'overfull', id });
    return true;
  };
  const looking = setInterval(isOverfull, LOOK_MS);
  const onFraction = (fraction: number) => {
    throwIfClosed(gate);
    // Work without pauses shows itself here.
    if (isOverfull()) throw new Error('overfull');
    if (Atomics.load(cancelled, CANCELLED) === id) throw new Error('cancelled');
    say({ kind: 'progress', id, fraction });
  };
  try {
    say({ kind: 'done', id, value: await performTask(performer, task, onFraction) });
  } catch (error) {
    say({ kind: 'failed', id, failure: failureOf(error) });
  } finally {
    clearInterval(looking);
  }
}

/** On Linux a priority is a thread's own, and `/proc` says which one we are; elsewhere all stays as it is. */
function giveWay(): void {
  try {
    const [, id] = /\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    if (id !== undefined) setPriority(Number(id), constants.priority.PRIORITY_LOW);
  } catch {
    // It works as well, only not behind others.
  }
}
