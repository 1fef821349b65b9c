/**
 * A model tried out before it may answer anybody. It runs in a process of its own: a hostile file can crash or hang the
 * native library that runs it, and a thread could not be ended in there.
 */
import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ModelInvalidError } from '@sinode/core';
import type { ModelFiles } from '@sinode/core/node';
import type { FromCheck, ToCheck } from './check-messages.ts';

/** Prepared samples, and what the network is to make of them. */
export interface ParityCase {
  /** In units of the local QRS height; the length is a multiple of the card's `input.lengthMultiple`. */
  readonly input: Float32Array;
  readonly probabilities: Float32Array;
}

export interface CheckLimits {
  /** @default 30 */
  readonly seconds?: number;
  /** Of the process, where the system tells. @default 1024 */
  readonly memoryMb?: number;
}

/** Runtimes and processors round differently; the same network stays far below it, another one does not. */
const TOLERANCE = 1e-3;
/** Lengths that the network is tried with besides the cases, in multiples of the card's. */
const TRIED_MULTIPLES = [10, 37];
/** What a card may ask for; more is a mistake, or meant to take all memory. */
const MOST_SAMPLES = 100_000;

const WATCH_MS = 50;
const PAGE_BYTES = 4096;
const IS_SOURCE = import.meta.url.endsWith('.ts');
/** Tests run from `src`, where a process of Node cannot read TypeScript. */
const CHECK_FILE = fileURLToPath(
  new URL(IS_SOURCE ? '../dist/check-process.js' : './check-process.js', import.meta.url),
);

/**
 * Loads the network, runs it on two lengths and on the cases, and analyses a synthetic recording by the card.
 *
 * @throws ModelInvalidError where it cannot be loaded, gives what its card or the cases do not promise, or takes more
 *   time or memory than it may
 */
export async function checkModel(
  model: ModelFiles,
  cases: readonly ParityCase[],
  { seconds = 30, memoryMb = 1024 }: CheckLimits = {},
): Promise<void> {
  const { card } = model;
  const refuse = (detail: string) => new ModelInvalidError(card.name, detail);
  refuseImmoderate(model, refuse);
  const { lengthMultiple } = card.input;
  for (const [index, { input, probabilities }] of cases.entries()) {
    if (
      input.length === 0 ||
      input.length % lengthMultiple !== 0 ||
      probabilities.length !== input.length / card.output.strideSamples
    ) {
      throw refuse(
        `parity.json, case ${index + 1}: ${input.length} samples and ${probabilities.length} probabilities do not fit the card.`,
      );
    }
  }
  const tried = TRIED_MULTIPLES.map((multiple) =>
    Float32Array.from({ length: multiple * lengthMultiple }, (_, i) => Math.sin(i * i * 0.001)),
  );
  const inputs = [...tried, ...cases.map(({ input }) => input)];
  const outputs = await runApart({ model, inputs }, { seconds, memoryMb }, refuse);
  for (const output of outputs) {
    if (!output.every((value) => value >= 0 && value <= 1)) {
      throw refuse('model.onnx gives values that are no probabilities from 0 to 1.');
    }
  }
  for (const [index, { probabilities }] of cases.entries()) {
    const output = outputs[tried.length + index];
    const difference = probabilities.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (output?.[i] ?? Number.NaN))),
      0,
    );
    // Also true for NaN.
    if (!(difference <= TOLERANCE)) {
      throw refuse(
        `model.onnx differs by up to ${difference.toFixed(4)} from parity.json, case ${index + 1}; at most ${TOLERANCE} is rounding. The files are not of one model, or it was exported wrongly.`,
      );
    }
  }
}

function refuseImmoderate({ card }: ModelFiles, refuse: (detail: string) => Error): void {
  const { input, marginSamples, preprocessing } = card;
  const { baselineBlockSamples, baselineBlocks, scaleBlockSamples, scaleContextBlocks } = preprocessing;
  const asked = {
    'input.lengthMultiple': input.lengthMultiple,
    'input.samplingRate': input.samplingRate,
    marginSamples,
    'preprocessing.baselineBlockSamples': baselineBlockSamples * baselineBlocks,
    'preprocessing.scaleBlockSamples': scaleBlockSamples * scaleContextBlocks,
  };
  for (const [field, samples] of Object.entries(asked)) {
    if (samples > MOST_SAMPLES) throw refuse(`model.json, ${field}: asks for more than any ECG needs.`);
  }
}

function runApart(
  { model, inputs }: ToCheck,
  { seconds, memoryMb }: Required<CheckLimits>,
  refuse: (detail: string) => Error,
): Promise<readonly Float32Array[]> {
  // Nothing of our environment: it holds secrets.
  const child = fork(CHECK_FILE, [], {
    serialization: 'advanced',
    env: {},
    execArgv: [`--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let timers: NodeJS.Timeout[] = [];
  const answer = new Promise<readonly Float32Array[]>((resolve, reject) => {
    timers = [
      setTimeout(
        () => reject(refuse(`model.onnx was not done with a few seconds of ECG after ${seconds} s.`)),
        seconds * 1000,
      ),
      setInterval(async () => {
        if ((await residentBytes(child.pid)) > memoryMb * 1024 * 1024) {
          reject(refuse(`model.onnx takes more than ${memoryMb} MB for a few seconds of ECG.`));
        }
      }, WATCH_MS),
    ];
    child.on('error', reject);
    child.on('exit', () => reject(refuse('model.onnx ended the process that tried it.')));
    child.on('message', (message: FromCheck) => {
      if ('outputs' in message) resolve(message.outputs);
      else reject(refuse(message.refusal));
    });
    child.send({ model, inputs } satisfies ToCheck, (error) => error !== null && reject(error));
  });
  return answer.finally(() => {
    for (const timer of timers) clearTimeout(timer);
    child.kill('SIGKILL');
  });
}

/** 0 where the system does not tell. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) * PAGE_BYTES;
}
