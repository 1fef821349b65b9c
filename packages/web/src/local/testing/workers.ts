/** The workers' own code at the other end of a real channel, with the network of this repository. */
import { readModel } from '@sinode/core/node';
import { createWebNetwork } from '@sinode/core/onnx-web';
import { answerCalls, type Handlers } from '../worker/answer-calls.ts';
import { createCaller } from '../worker/caller.ts';
import { createHandlers } from '../worker/handlers.ts';
import { LocalError } from '../worker/messages.ts';
import type { RunningWorker } from '../worker/start-worker.ts';

export interface TestWorkers {
  readonly startWorker: () => RunningWorker;
  /** That were started and not stopped. */
  running(): number;
  stopAll(): void;
}

export async function loadTestNetwork() {
  const { card, bytes } = await readModel();
  return { card, network: await createWebNetwork(bytes, card) };
}

/** @param change - what the workers do otherwise than they should: fail, or take their time */
export function createTestWorkers(
  loadNetwork = loadTestNetwork,
  change: (handlers: Handlers) => Handlers = (handlers) => handlers,
): TestWorkers {
  const running = new Set<RunningWorker>();
  return {
    startWorker() {
      const { port1, port2 } = new MessageChannel();
      answerCalls(port2, change(createHandlers({ loadNetwork })));
      const { call, fail } = createCaller(port1);
      const worker: RunningWorker = {
        call,
        stop() {
          port1.close();
          running.delete(worker);
          fail(new LocalError({ code: 'WORKER_LOST', message: 'it was stopped', file: null }));
        },
      };
      running.add(worker);
      return worker;
    },
    running: () => running.size,
    stopAll() {
      for (const worker of running) worker.stop();
    },
  };
}
