import { Presets, SingleBar } from 'cli-progress';
import { duration } from './words.ts';

/** A bar on the terminal with the work's rate and the time that is left. */
export interface Progress {
  /** @param done - in the unit of `total`; may be a fraction of one
   *  @param rate - how fast it goes, in words: `3.1 h of ECG/s` */
  update(done: number, rate: string): void;
  /** Takes the bar off the screen so that other lines can be written; the next update brings it back. */
  clear(): void;
  stop(): void;
}

const SILENT: Progress = { update: () => {}, clear: () => {}, stop: () => {} };

/** Redraws per second: enough to look alive, too few to cost anything. */
const REDRAWS_PER_SECOND = 8;

const CLEAR_LINE = '\r\u001b[K';
const SAVE_CURSOR = '\u001b7';

/**
 * Draws on stderr, and only where that is a terminal: a log file wants no bars.
 *
 * @param unit - what `total` counts: `files`, `recordings`
 */
export function startProgress(title: string, total: number, unit: string): Progress {
  if (!process.stderr.isTTY) return SILENT;
  const start = performance.now();
  const bar = new SingleBar(
    {
      format: `${title} {bar} {whole}/{total} ${unit}  {rate}  {left}`,
      stream: process.stderr,
      fps: REDRAWS_PER_SECOND,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 28,
      // Ctrl-C is handled in one place, main.ts, which ends with 130.
      gracefulExit: false,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { whole: 0, rate: '', left: '' });
  return {
    update(done, rate) {
      const secondsSoFar = (performance.now() - start) / 1000;
      const secondsLeft = done > 0 ? (secondsSoFar / done) * (total - done) : null;
      const left = secondsLeft === null ? '' : `${duration(Math.ceil(secondsLeft))} left`;
      bar.update(done, { whole: Math.floor(done), rate, left });
    },
    clear() {
      process.stderr.write(CLEAR_LINE);
    },
    stop() {
      if (!bar.isActive) return;
      // The bar goes back to where it began, which other lines have moved away from: it begins here, then.
      process.stderr.write(SAVE_CURSOR);
      bar.stop();
    },
  };
}
