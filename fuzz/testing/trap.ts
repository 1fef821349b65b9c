/** A target with one of everything that the fuzzer looks for. */
import type { Target } from '../target.ts';

const kept: unknown[] = [];

/** By the first byte of the input. */
const TRAPS: Record<number, (() => void) | undefined> = {
  1: () => {
    throw new TypeError('A trap.');
  },
  2: () => {
    for (;;);
  },
  3: () => void kept.splice(0, 1, globalThis.sinodeAllocated(new Uint8Array(32 * 2 ** 20).fill(1))),
  4: () => {
    const end = performance.now() + 1500;
    while (performance.now() < end);
  },
  5: () => {
    for (;;) kept.push(new Array(1000).fill({}));
  },
};

export const target: Target = {
  name: 'trap',
  reads: 'nothing',
  code: [],
  seeds: () => [0, 1, 2, 3, 4, 5].map((kind) => Uint8Array.of(kind)),
  run: async ([kind]) => TRAPS[kind]?.(),
  mutate: () => Uint8Array.of(0),
};
