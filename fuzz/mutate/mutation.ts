/** What a mutation is made from: chance, words of the format, other inputs. */
import { createRandom, type Random } from '../../packages/core/src/synth/random.ts';

export interface Mutation {
  readonly random: Random;
  /** @returns a whole number from 0 up to and without `limit`; 0 where that is 0 */
  below(limit: number): number;
  /** Words and numbers that stand in the parsers' code. */
  readonly words: readonly Uint8Array[];
  /** @returns another input that is known to be interesting */
  other(): Uint8Array;
  /** No input is to be longer. */
  readonly maxBytes: number;
}

export function createMutation(
  seed: number,
  options: Pick<Mutation, 'words' | 'other' | 'maxBytes'>,
): Mutation {
  const random = createRandom(seed);
  return { random, below: (limit) => Math.floor(random.next() * limit), ...options };
}
