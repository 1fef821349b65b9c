/** `npm run fuzz`: the command line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Folders, Instrumented, Progress } from './engine/messages.ts';
import { minimiseTarget, runTarget, type SavedFinding, type TargetResult } from './engine/run-target.ts';
import { isTargetName, TARGET_NAMES, type TargetName } from './targets/targets.ts';

const HELP = `Fuzzes the parsers: inputs that reach new branches of the code are kept and changed again.

  npm run fuzz                                 every target for a minute each
  npm run fuzz -- mat edf --seconds 600        two of them, for ten minutes
  npm run fuzz -- --jobs 1 --seed 7            one after another, with other luck
  npm run fuzz -- --output fuzz.json           the figures as JSON
  npm run fuzz -- --minimise                   what was found, as the smallest corpus for fuzz/corpus

Targets: ${TARGET_NAMES.join(', ')}.

  --seconds N   for each target (60)
  --jobs N      targets at a time (as many as there are cores)
  --seed N      of the random numbers (1)
  --output F    also write the figures to a file
  --minimise    run nothing new; rewrite fuzz/corpus
  --help        this text

It goes on from out/fuzz/<target>/corpus. What a person should look at is in out/fuzz/<target>/findings, each input with
a .txt that says why; the exit code is 1 then.`;

const OPTIONS = {
  seconds: { type: 'string', default: '60' },
  jobs: { type: 'string', default: String(availableParallelism()) },
  seed: { type: 'string', default: '1' },
  output: { type: 'string' },
  minimise: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Lines a minute are enough for a log. */
const TELL_EVERY_MS = 10_000;

const LINES_SHOWN = 6;
const LONGEST_SHOWN = 2000;

/** @returns the exit code */
export async function main(args: readonly string[], instrumented: Instrumented): Promise<number> {
  const parsed = parse(args);
  if (parsed === null) return 2;
  const { values, positionals } = parsed;
  if (values.help) {
    say(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !isTargetName(name));
  if (unknown !== undefined) {
    say(`There is no target "${unknown}"; there are ${TARGET_NAMES.join(', ')}.`);
    return 2;
  }
  const numbers = { seconds: Number(values.seconds), jobs: Number(values.jobs), seed: Number(values.seed) };
  const wrong = Object.entries(numbers).find(([, value]) => !(Number.isSafeInteger(value) && value > 0));
  if (wrong !== undefined) {
    say(`--${wrong[0]} takes a whole number from 1 up.`);
    return 2;
  }
  const targets = positionals.length > 0 ? positionals.filter(isTargetName) : TARGET_NAMES;
  if (values.minimise) {
    for (const target of targets)
      say(line(target, await minimiseTarget({ target, folders: foldersOf(target), instrumented })));
    return 0;
  }
  const results = await fuzzAll(targets, numbers, instrumented);
  say(table(results));
  const report = JSON.stringify({ ...numbers, node: process.version, targets: results }, null, 2);
  if (values.output !== undefined) writeFileSync(values.output, `${report}\n`);
  const findings = results.flatMap((result) => result.findings);
  for (const finding of findings) say(shown(finding));
  return findings.length > 0 ? 1 : 0;
}

/** @returns null where it was told what is wrong with them */
function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)} --help says what there is.`);
    return null;
  }
}

function foldersOf(target: TargetName): Folders {
  const own = join('out/fuzz', target);
  return { corpus: join('fuzz/corpus', target), found: join(own, 'corpus'), findings: join(own, 'findings') };
}

async function fuzzAll(
  targets: readonly TargetName[],
  { seconds, jobs, seed }: { seconds: number; jobs: number; seed: number },
  instrumented: Instrumented,
): Promise<TargetResult[]> {
  const results = new Map<TargetName, TargetResult>();
  const waiting = [...targets];
  const next = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const name = target;
      let told = performance.now();
      const options = { target, seconds, seed, folders: foldersOf(target), instrumented };
      const result = await runTarget(options, (progress, findings, elapsed) => {
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        say(
          `${Math.round(elapsed).toString().padStart(4)} s  ${line(name, progress, elapsed)}, ${findings} findings`,
        );
      });
      results.set(target, result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, next));
  return targets.flatMap((target) => results.get(target) ?? []);
}

function line(target: TargetName, progress: Progress, seconds?: number): string {
  const { executions, reached, branches, corpus, corpusBytes } = progress;
  const speed = seconds === undefined ? '' : ` (${Math.round(executions / seconds)} a second)`;
  return `${target.padEnd(7)} ${executions} inputs${speed}, ${reached} of ${branches} branches, corpus ${corpus} (${Math.ceil(corpusBytes / 1000)} kB)`;
}

function table(results: readonly TargetResult[]): string {
  const heading = ['target', 'inputs', 'per second', 'branches', 'corpus', 'slowest', 'findings'];
  const rows = results.map((result) => [
    result.target,
    String(result.executions),
    String(Math.round(result.executions / Math.max(1, result.seconds))),
    `${result.reached} of ${result.branches}`,
    String(result.corpus),
    `${result.slowestMs} ms`,
    String(result.findings.length),
  ]);
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => row[column].length)));
  return [heading, ...rows]
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    )
    .join('\n');
}

/** With the input where it is short: the files of a run elsewhere may be out of reach. */
function shown({ file, report }: SavedFinding): string {
  const input = readFileSync(file);
  const lines = report.split('\n').slice(0, LINES_SHOWN);
  if (input.length <= LONGEST_SHOWN) lines.push(`The input in base64: ${input.toString('base64')}`);
  return [file, ...lines].join('\n  ');
}

function say(text: string): void {
  console.error(text);
}
