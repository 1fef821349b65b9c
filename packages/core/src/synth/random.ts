/**
 * Random numbers that are the same for a seed on every machine.
 *
 * The integers are exact. What is derived from them with `Math.log`, `Math.sin` or `Math.exp` may differ between
 * JavaScript engines in the last bit of a double, which is gone once samples are written as int16 at 1 µV.
 */

/** A stream of random numbers. */
export interface Random {
  /** @returns uniform in [0, 1) */
  next(): number;
  /** @returns uniform in [low, high) */
  between(low: number, high: number): number;
  /** @returns normally distributed with mean 0 and variance 1 */
  gaussian(): number;
  /** @returns true with that probability */
  chance(probability: number): boolean;
  /** @returns one of the items, each equally likely; there must be one */
  pick<T>(items: readonly T[]): T;
  /**
   * An independent stream that depends on this one's seed and the name alone, not on what was drawn before: a change
   * in one part of a synthetic ECG (its noise, say) leaves the others (its beats) as they were.
   */
  fork(name: string): Random;
}

/**
 * @param seed - any safe integer
 */
export function createRandom(seed: number): Random {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  return streamOf(high === 0 ? low : scramble(low ^ scramble(high)));
}

function streamOf(seed: number): Random {
  const nextUint32 = xoshiro128(spreadSeed(seed));
  const next = () => nextUint32() / 2 ** 32;
  let spare: number | null = null;

  // Marsaglia's polar method: two normal numbers at a time, one of them kept for the next call.
  function gaussian(): number {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const squared = u * u + v * v;
      if (squared >= 1 || squared === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(squared)) / squared);
      spare = v * factor;
      return u * factor;
    }
  }

  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    gaussian,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)],
    fork: (name) => streamOf(hash(seed, name)),
  };
}

/**
 * xoshiro128**, version 1.1.
 *
 * @param state - four words, not all 0; owned by the generator from now on
 * @returns a function that gives the next of 2^128 − 1 unsigned 32-bit integers
 * @see Blackman & Vigna, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47(4), 2021,
 *   doi:10.1145/3460772; the authors' code is in the public domain (prng.di.unimi.it)
 */
export function xoshiro128(state: Uint32Array): () => number {
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotateLeft(state[3], 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Weyl sequence of SplitMix, its steps scrambled: what xoshiro's authors advise for seeding. */
function spreadSeed(seed: number): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, i) => scramble(seed + Math.imul(i + 1, 0x9e3779b9)));
}

/** The 32-bit finalizer of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function scramble(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** FNV-1a over the name's UTF-16 units, started from the seed. */
function hash(seed: number, name: string): number {
  let hashed = scramble(seed ^ 0x811c9dc5);
  for (let i = 0; i < name.length; i++) hashed = Math.imul(hashed ^ name.charCodeAt(i), 0x01000193);
  return scramble(hashed);
}
