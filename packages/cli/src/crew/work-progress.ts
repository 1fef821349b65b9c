import { type Progress, startProgress } from '../terminal/progress.ts';

/** Follows recordings through a crew. */
export interface WorkProgress {
  /** A recording is so far along, 0..1. */
  onFraction(index: number, fraction: number): void;
  /** A recording is done with. */
  onDone(index: number, ecgSeconds: number): void;
  clear: Progress['clear'];
  stop: Progress['stop'];
}

/** A bar over files, with the rate in hours of ECG per second. */
export function startWorkProgress(title: string, files: number): WorkProgress {
  const progress = startProgress(title, files, files === 1 ? 'file' : 'files');
  const start = performance.now();
  const underWay = new Map<number, number>();
  let done = 0;
  let ecgSeconds = 0;

  const update = () => {
    const partly = [...underWay.values()].reduce((sum, fraction) => sum + fraction, 0);
    const hoursPerSecond = ecgSeconds / 3600 / ((performance.now() - start) / 1000);
    progress.update(done + partly, ecgSeconds > 0 ? `${hoursPerSecond.toFixed(1)} h of ECG/s` : '');
  };
  return {
    onFraction(index, fraction) {
      underWay.set(index, fraction);
      update();
    },
    onDone(index, seconds) {
      underWay.delete(index);
      done++;
      ecgSeconds += seconds;
      update();
    },
    clear: progress.clear,
    stop: progress.stop,
  };
}
