/** A target from outside its thread: watches it, ends what hangs, keeps what is found, starts again. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TargetName } from '../targets/targets.ts';
import { nameOf, writeInput } from './corpus.ts';
import { currentInput, newSharedMemory } from './current-input.ts';
import type { Assignment, FindingKind, Folders, Instrumented, Message, Progress } from './messages.ts';

/** Of an input of some kB, on a machine that has other work. */
const HANG_MS = 10_000;
const LOOK_EVERY_MS = 250;
/** More is taken by what never ends to take. */
const HEAP_MB = 512;
const LONGEST_REPORT = 4000;

export interface SavedFinding {
  readonly kind: FindingKind;
  /** Path of the input; the report is beside it, with `.txt`. */
  readonly file: string;
  readonly report: string;
}

export interface TargetResult extends Progress {
  readonly target: TargetName;
  readonly seconds: number;
  readonly findings: readonly SavedFinding[];
}

interface RunOptions {
  readonly target: TargetName;
  readonly folders: Folders;
  readonly instrumented: Instrumented;
  readonly skipped?: readonly string[];
}

const NOTHING: Progress = { executions: 0, reached: 0, branches: 0, corpus: 0, corpusBytes: 0, slowestMs: 0 };

/** Fuzzes a target for so many seconds. */
export async function runTarget(
  options: RunOptions & { readonly seconds: number; readonly seed: number },
  onProgress: (progress: Progress, findings: number, seconds: number) => void,
): Promise<TargetResult> {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const findings = new Map<string, SavedFinding>();
  const skipped: string[] = [];
  let before = NOTHING;
  let latest = NOTHING;
  // A thread that was ended is followed by another, with other luck.
  for (let round = 0; elapsed() < options.seconds; round++) {
    const seconds = options.seconds - elapsed();
    const ended = await runThread(
      { ...options, skipped },
      { kind: 'fuzz', seconds, seed: options.seed + 1000 * round },
      {
        onProgress(progress) {
          latest = { ...progress, executions: before.executions + progress.executions };
          onProgress(latest, findings.size, elapsed());
        },
        onFinding: (kind, input, report) => keep(options.folders.findings, findings, { kind, input, report }),
      },
    );
    if (ended !== null) skipped.push(nameOf(ended));
    before = latest;
  }
  return {
    target: options.target,
    seconds: Math.round(elapsed()),
    ...latest,
    findings: [...findings.values()],
  };
}

/** Puts the fewest and smallest inputs into the committed corpus. */
export async function minimiseTarget(options: RunOptions): Promise<Progress> {
  let latest = NOTHING;
  await runThread(
    options,
    { kind: 'minimise' },
    { onProgress: (progress) => (latest = progress), onFinding: () => undefined },
  );
  return latest;
}

interface Listener {
  onProgress(progress: Progress): void;
  onFinding(kind: FindingKind, input: Uint8Array, report: string): void;
}

/** Ends when the thread is done, or was ended. @returns the input that ended it, if one did */
async function runThread(
  options: RunOptions,
  task: Assignment['task'],
  listener: Listener,
): Promise<Uint8Array | null> {
  const memory = newSharedMemory();
  const current = currentInput(memory);
  const assignment: Assignment = { skipped: [], ...options, task, current: memory };
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: assignment,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  let ended: Uint8Array | null = null;
  let isHung = false;
  const watch = setInterval(() => {
    const reading = current.get();
    if (reading === null || reading.ms < HANG_MS) return;
    isHung = true;
    ended = reading.input;
    void worker.terminate();
  }, LOOK_EVERY_MS);
  await new Promise<void>((resolve) => {
    worker.on('message', (message: Message) => {
      if (message.kind === 'finding') listener.onFinding(message.finding, message.input, message.report);
      else listener.onProgress(message.progress);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const kind = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'error';
      ended = current.get()?.input ?? new Uint8Array(0);
      listener.onFinding(kind, ended, `The thread ended: ${error.stack ?? String(error)}`);
    });
    worker.on('exit', () => resolve());
  });
  clearInterval(watch);
  if (!isHung || ended === null) return ended;
  const input: Uint8Array = ended;
  if (task.kind === 'try') {
    listener.onFinding('hang', input, `${input.length} bytes took more than ${HANG_MS} ms.`);
  } else {
    // Whether it hangs by itself, or the machine had other work.
    await runThread(options, { kind: 'try', input }, { ...listener, onProgress: () => undefined });
  }
  return input;
}

/** One of each place in the code: the first input that gets there is as good as a thousand. */
function keep(
  folder: string,
  findings: Map<string, SavedFinding>,
  { kind, input, report }: { kind: FindingKind; input: Uint8Array; report: string },
): void {
  const key = `${kind} ${placeOf(report)}`;
  if (findings.has(key)) return;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, writeInput(folder, input, `${kind}-`));
  if (!existsSync(`${file}.txt`)) writeFileSync(`${file}.txt`, `${report.slice(0, LONGEST_REPORT)}\n`);
  findings.set(key, { kind, file, report: report.slice(0, LONGEST_REPORT) });
}

/** The first words, without what differs from input to input, and where it was thrown. */
function placeOf(report: string): string {
  const [first = '', ...rest] = report.split('\n');
  const thrown = rest.find((line) => /packages|fuzz/.test(line))?.trim() ?? '';
  return `${first.replaceAll(/\d+|".*"/gs, '').slice(0, 60)} ${thrown}`;
}
