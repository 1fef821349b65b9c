/** The thread of a target: it does its task and tells what it finds. */
import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { loadTarget, type TargetName } from '../targets/targets.ts';
import { nameOf, readInputs, writeInput } from './corpus.ts';
import { createCoverage } from './counters.ts';
import { currentInput } from './current-input.ts';
import { createExecutor } from './execute.ts';
import { createSearch } from './fuzz.ts';
import { createMemoryMeter } from './memory.ts';
import type { Assignment, Message, Progress } from './messages.ts';
import { minimise } from './minimise.ts';

const TELL_EVERY_MS = 1000;

const { target: name, task, instrumented, folders, skipped, current } = workerData as Assignment;
const tell = (message: Message) => parentPort?.postMessage(message);

const coverage = createCoverage(instrumented.branches, { magnitudes: task.kind !== 'minimise' });
const meter = createMemoryMeter();
const target = await loadTarget(name as TargetName);
const executor = createExecutor(
  target,
  { coverage, meter, current: currentInput(current) },
  (finding, input, report) => tell({ kind: 'finding', finding, input, report }),
);
const seeds = () =>
  [...target.seeds(), ...readInputs(folders.corpus), ...readInputs(folders.found)].filter(
    (input) => !skipped.includes(nameOf(input)),
  );

if (task.kind === 'try') {
  await executor.execute(task.input);
  tell({ kind: 'done', progress: progressOf([]) });
} else if (task.kind === 'minimise') {
  const kept = await minimise(executor, seeds());
  rmSync(folders.corpus, { recursive: true, force: true });
  for (const input of kept) writeInput(folders.corpus, input);
  tell({ kind: 'done', progress: progressOf(kept) });
} else {
  await fuzz(task);
}

async function fuzz({ seconds, seed }: { seconds: number; seed: number }): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  const words = instrumented.words.map((word) => Uint8Array.from(Buffer.from(word)));
  const onNew = (input: Uint8Array) => writeInput(folders.found, input);
  const search = createSearch(target, executor, { seed, words, onNew });
  for (const input of seeds()) await search.add(input);

  let told = performance.now();
  while (performance.now() < end) {
    await search.step();
    if (performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    tell({ kind: 'progress', progress: progressOf(search.inputs) });
    // Timers and streams that readers left behind get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  tell({ kind: 'done', progress: progressOf(search.inputs) });
}

function progressOf(inputs: readonly Uint8Array[]): Progress {
  let reached = 0;
  let branches = 0;
  for (const { path, first, count } of instrumented.files) {
    if (!target.code.some((start) => path.startsWith(start))) continue;
    branches += count;
    for (let i = first; i < first + count; i++) if (coverage.seen[i] !== 0) reached++;
  }
  return {
    executions: executor.executions,
    reached,
    branches,
    corpus: inputs.length,
    corpusBytes: inputs.reduce((sum, { length }) => sum + length, 0),
    slowestMs: Math.round(executor.slowestMs),
  };
}
