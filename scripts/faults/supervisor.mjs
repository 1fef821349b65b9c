/** Keeps a process running, as systemd or Kubernetes would: one that ends is started again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const ASK_EVERY_MS = 50;
/** Requests that were on their way when it came back may still meet the end of the last one. */
const SLACK_MS = 2_000;
const KEPT_LINES = 200;

/**
 * @param {object} part
 * @param {string} part.name
 * @param {() => { program: string, args: string[], options: object }} part.start - as for `spawn`
 * @param {() => Promise<boolean>} part.isReady
 * @param {number} part.restartMs - from its end to its next start
 * @param {(line: string) => boolean} part.isBug - whether a line of its log tells of one
 */
export function supervise({ name, start, isReady, restartMs, isBug }) {
  let child = null;
  let isStopping = false;
  let isHeld = false;
  /** Whether its end is the harness's doing, and no crash. */
  let isAwaited = false;
  const downtimes = [{ from: 0, to: Number.POSITIVE_INFINITY }];
  const lines = [];
  const bugs = [];
  let crashes = 0;
  let starts = 0;

  async function run() {
    while (!isStopping) {
      const { program, args, options } = start();
      child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
      const own = child;
      starts++;
      let rest = '';
      own.stderr.setEncoding('utf8').on('data', (text) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop();
        for (const line of parts) {
          lines.push(line);
          if (isBug(line)) bugs.push(line);
        }
        lines.splice(0, lines.length - KEPT_LINES);
      });
      void untilReady(own);
      const [code, signal] = await once(own, 'exit').catch((error) => [error.message, null]);
      // One that never was ready, because what it needs is away, may end; any other end is ours or a crash.
      if (downtimes.at(-1).to !== Number.POSITIVE_INFINITY) {
        downtimes.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
        if (!isAwaited && !isStopping) {
          crashes++;
          bugs.push(`${name} ended by itself (${code ?? signal}):\n${lines.slice(-15).join('\n')}`);
        }
      }
      isAwaited = false;
      do await wait(restartMs);
      while (isHeld && !isStopping);
    }
  }

  async function untilReady(own) {
    while (child === own && own.exitCode === null && own.signalCode === null) {
      if (await isReady().catch(() => false)) {
        // Not one that was killed while it was asked.
        if (child === own && own.exitCode === null && !isAwaited) downtimes.at(-1).to = performance.now();
        return;
      }
      await wait(ASK_EVERY_MS);
    }
  }

  let running = null;
  return {
    name,
    begin() {
      running ??= run();
    },
    get pid() {
      return child?.pid ?? null;
    },
    get isUp() {
      return downtimes.at(-1).to <= performance.now();
    },
    get restarts() {
      return starts - 1;
    },
    get crashes() {
      return crashes;
    },
    bugs,
    log: () => lines.join('\n'),
    /** Whether it was always there between two times of `performance.now()`. */
    wasUp(from, to) {
      return !downtimes.some((down) => down.from <= to && from <= down.to + SLACK_MS);
    },
    /** Ends it as a power cut does, or as it is told to. */
    kill(signal = 'SIGKILL') {
      if (downtimes.at(-1).to !== Number.POSITIVE_INFINITY) {
        isAwaited = true;
        // Not only when its end is noticed: requests break off before.
        downtimes.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
      }
      child?.kill(signal);
    },
    /** Lets it stay away when it ends. */
    hold() {
      isHeld = true;
    },
    letGo() {
      isHeld = false;
    },
    async stop() {
      isStopping = true;
      if (child !== null && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        child.kill('SIGCONT');
        const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
        await ended;
        clearTimeout(timer);
      }
      await running;
    },
  };
}
