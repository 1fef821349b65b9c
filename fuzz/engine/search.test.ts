import { expect, test } from 'vitest';
import { Finding } from '../check/finding.ts';
import type { Target } from '../target.ts';
import { createCoverage } from './counters.ts';
import { currentInput, newSharedMemory } from './current-input.ts';
import { createExecutor } from './execute.ts';
import { createSearch } from './fuzz.ts';
import { createMemoryMeter } from './memory.ts';
import { minimise } from './minimise.ts';

const SECRET = Array.from('ECG!', (character) => character.charCodeAt(0));

/** Something goes wrong behind four bytes that have to be right one after another. */
const target: Target = {
  name: 'secret',
  reads: 'four bytes',
  code: [],
  seeds: () => [new Uint8Array(4)],
  async run(input) {
    for (const [i, byte] of SECRET.entries()) {
      if (input[i] !== byte) return;
      globalThis.sinodeBranches[i]++;
    }
    throw new Finding('The secret is out.');
  },
};

function createParts(magnitudes = true) {
  const found: Uint8Array[] = [];
  const coverage = createCoverage(SECRET.length, { magnitudes });
  const parts = { coverage, meter: createMemoryMeter(), current: currentInput(newSharedMemory()) };
  const executor = createExecutor(target, parts, (_kind, input) => void found.push(input));
  return { found, executor, coverage };
}

test('what hides behind several conditions is found, one after another', { timeout: 60_000 }, async () => {
  const { found, executor, coverage } = createParts();
  const kept: Uint8Array[] = [];
  const search = createSearch(target, executor, {
    seed: 1,
    words: [],
    onNew: (input) => void kept.push(input),
  });
  await search.add(new Uint8Array(4));
  while (found.length === 0 && executor.executions < 200_000) await search.step();

  // By chance alone it would take four thousand million inputs.
  expect(Array.from(found[0]?.subarray(0, 4) ?? [])).toEqual(SECRET);
  expect(coverage.reached).toBe(4);
  expect(kept.length).toBeLessThanOrEqual(3);
});

test('a corpus keeps the smallest input for each branch', async () => {
  const { executor } = createParts(false);
  const [e, c] = SECRET;
  const inputs = [[e, c, 1], [e, c], [e, 0, 0, 0], [e], [0], [e, c, 2]];
  const kept = await minimise(
    executor,
    inputs.map((bytes) => Uint8Array.from(bytes)),
  );
  expect(kept.map((input) => Array.from(input))).toEqual([[e], [e, c]]);
});
