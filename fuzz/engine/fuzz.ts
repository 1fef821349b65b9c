/** The search: changes inputs that did something new until they do something new again. */

import { mutateBytes } from '../mutate/bytes.ts';
import { createMutation } from '../mutate/mutation.ts';
import type { Target } from '../target.ts';
import type { Executor } from './execute.ts';

/** Readers have no loop that takes more of them to be entered. */
const MOST_BYTES = 16 * 1024;
/** Of the inputs that are changed, how many are among the latest. */
const SHARE_OF_LATEST = 0.4;
const LATEST = 20;
const CHANGES_PER_INPUT = 30;

export interface Search {
  readonly inputs: readonly Uint8Array[];
  /** Adds an input that is known already. */
  add(input: Uint8Array): Promise<void>;
  /** Changes one input a few times. */
  step(): Promise<void>;
}

export function createSearch(
  target: Target,
  executor: Executor,
  options: { seed: number; words: readonly Uint8Array[]; onNew: (input: Uint8Array) => void },
): Search {
  const inputs: Uint8Array[] = [];
  const mutation = createMutation(options.seed, {
    words: options.words,
    other: () => mutation.random.pick(inputs),
    maxBytes: MOST_BYTES,
  });
  const { random, below } = mutation;
  const mutate = target.mutate ?? mutateBytes;

  return {
    inputs,
    async add(input) {
      await executor.execute(input);
      inputs.push(input);
    },
    async step() {
      const from = random.chance(SHARE_OF_LATEST) ? Math.max(0, inputs.length - LATEST) : 0;
      const input = inputs[from + below(inputs.length - from)];
      let changed = input;
      for (let i = 0; i < CHANGES_PER_INPUT; i++) {
        // Changes pile up a little, so that what needs two of them is found.
        changed = mutate(random.chance(0.2) ? changed : input, mutation);
        if ((await executor.execute(changed)) === 0) continue;
        inputs.push(changed);
        options.onNew(changed);
      }
    },
  };
}
