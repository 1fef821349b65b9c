import ts from 'typescript';
import { expect, test } from 'vitest';
import { instrument } from './instrument.mjs';

const CODE = `
  class Box { constructor(private value: number) {} get() { return this.value; } get half() { return this.value / 2; } }
  function sign(x: number | null): string {
    if (x === null) return 'none';
    else if (x > 0) return x > 9 ? 'big' : 'plus';
    return x < 0 && Number.isFinite(x) ? 'minus' : 'zero';
  }
  const total = (list: number[]) => {
    let sum = 0;
    for (const x of list) sum += x;
    for (let i = 0; i < 2; i++) sum++;
    while (sum > 100) sum -= 100;
    do sum++; while (sum < 0);
    return sum;
  };
  function pick(kind: string): Uint8Array {
    switch (kind) { case 'a': return new Uint8Array(3); default: { try { throw new Error(kind); } catch { return new Uint8Array(1); } } }
  }
  return { results: [new Box(4).get(), new Box(4).half, sign(null), sign(3), sign(30), sign(-1), sign(0), total([1, 200]), pick('a').length, pick('b').length] };
`;

function run() {
  const state = { branches: 0, words: new Set() };
  const { outputText } = ts.transpileModule(
    `(function () {${CODE.replace('private value: number', 'v: number').replace('{}', '{ this.value = v; }')}})()`,
    {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      transformers: { before: [instrument(state)] },
    },
  );
  globalThis.sinodeBranches = new Uint32Array(state.branches);
  const allocated = [];
  globalThis.sinodeAllocated = (array) => {
    allocated.push(array.length);
    return array;
  };
  // biome-ignore lint/security/noGlobalEval: of the code above
  const { results } = eval(outputText);
  return { results, allocated, state, counts: globalThis.sinodeBranches };
}

test('code that is counted does what it did before', () => {
  expect(run().results).toEqual([4, 2, 'none', 'plus', 'big', 'minus', 'zero', 4, 3, 1]);
});

test('every branch that ran was counted, and how often', () => {
  const { counts, state } = run();
  // Each arm of the code above runs once at least.
  expect(state.branches).toBeGreaterThan(20);
  expect(Array.from(counts).filter((count) => count === 0)).toHaveLength(0);
  expect(Math.max(...counts)).toBe(5);
});

test('arrays are seen when they are made, and literals are words for inputs', () => {
  const { allocated, state } = run();
  expect(allocated).toEqual([3, 1]);
  expect([...state.words]).toEqual(expect.arrayContaining(['none', 'big', 'a', '100']));
});
