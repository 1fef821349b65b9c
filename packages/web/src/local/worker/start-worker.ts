import { type Caller, createCaller } from './caller.ts';
import { LocalError } from './messages.ts';

export interface RunningWorker extends Pick<Caller, 'call'> {
  /** At once, whatever it is doing; what was asked of it is refused. */
  stop(): void;
}

export function startWorker(): RunningWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sinode' });
  const { call, fail } = createCaller(worker);
  const lose = (message: string) => fail(new LocalError({ code: 'WORKER_LOST', message, file: null }));
  worker.onerror = (event) => {
    event.preventDefault();
    lose(event.message ?? 'its script could not be loaded');
  };
  return {
    call,
    stop() {
      worker.terminate();
      lose('it was stopped');
    },
  };
}
