/**
 * A thread that is ended in the middle of a native call takes the whole process down with it ("terminate called after
 * throwing an instance of Napi::Error"). So threads pass a gate into native code, and whoever wants to end them closes
 * it first and waits until all have come out: milliseconds, since the network is asked for one piece of signal at a time.
 * What is not native (every reader of files) can be ended at any moment.
 */
import { setTimeout as wait } from 'node:timers/promises';

/** Memory that all threads share. */
export type Gate = Int32Array<SharedArrayBuffer>;

const CLOSED = 0;
const INSIDE = 1;

const POLL_MS = 5;

/** Thrown inside when the gate is closed; nobody waits for the result any more. */
export class GateClosedError extends Error {
  override readonly name = 'GateClosedError';
}

export function createGate(): Gate {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** To be called now and then by work that takes long, so that closing the gate ends it early. */
export function throwIfClosed(gate: Gate): void {
  if (Atomics.load(gate, CLOSED) === 1) throw new GateClosedError();
}

/** Calls into native code. */
export type PassThrough = <T>(work: () => Promise<T>) => Promise<T>;

/** Does the work inside. Goes in first and looks afterwards: a closer sees it, or it sees that the gate is closed. */
export async function passThrough<T>(gate: Gate, work: () => Promise<T>): Promise<T> {
  Atomics.add(gate, INSIDE, 1);
  try {
    throwIfClosed(gate);
    return await work();
  } finally {
    Atomics.sub(gate, INSIDE, 1);
  }
}

/** Closes the gate for good and waits until nobody is inside. */
export async function closeGate(gate: Gate): Promise<void> {
  Atomics.store(gate, CLOSED, 1);
  while (Atomics.load(gate, INSIDE) > 0) await wait(POLL_MS);
}
