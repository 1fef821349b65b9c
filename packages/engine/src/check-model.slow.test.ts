/** A model tried out in a process of its own, which runs from `dist`; hostile ones are made here. */
import { ModelInvalidError } from '@sinode/core';
import { type ModelFiles, readModel, readModelParity } from '@sinode/core/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkModel, type ParityCase } from './check-model.ts';
import { constantOfShape, endlessLoop } from './testing/hostile-onnx.ts';

let first: ModelFiles;
let second: ModelFiles;
let cases: ParityCase[];
beforeAll(async () => {
  [first, second] = await Promise.all([readModel('sinode-qrs-1'), readModel('sinode-qrs-2')]);
  const parity = await readModelParity('sinode-qrs-2');
  cases = (parity?.cases ?? []).map(({ input, probabilities }) => ({
    input: Float32Array.from(input),
    probabilities: Float32Array.from(probabilities),
  }));
});

const refusal = (model: ModelFiles, limits = {}) =>
  checkModel(model, cases, limits).then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof ModelInvalidError) return error.message;
      throw error;
    },
  );

test('both models that ship give what their fixtures say', async () => {
  expect(cases.length).toBe(2);
  await checkModel(second, cases);
  const parity = await readModelParity('sinode-qrs-1');
  expect(parity?.sha256).toBe(first.card.sha256);
  await checkModel(
    first,
    (parity?.cases ?? []).map(({ input, probabilities }) => ({
      input: Float32Array.from(input),
      probabilities: Float32Array.from(probabilities),
    })),
  );
});

describe('refused in words is', () => {
  test('another network under the same card', async () => {
    const swapped = { card: { ...first.card, name: 'swapped' }, bytes: first.bytes };
    expect(await refusal(swapped)).toMatch(
      /^Model swapped: model\.onnx differs by up to 0\.\d+ from parity\.json, case 1/,
    );
  });

  test('a fixture that does not fit the card', async () => {
    const [one] = cases;
    if (one === undefined) throw new Error('there is no case');
    const short = { ...one, input: one.input.subarray(1) };
    await expect(checkModel(second, [short])).rejects.toThrow(
      'parity.json, case 1: 1279 samples and 320 probabilities do not fit the card.',
    );
  });

  test('what is no ONNX at all', async () => {
    const garbage = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256);
    expect(await refusal({ card: second.card, bytes: garbage })).toMatch(/cannot be loaded/);
  });

  test('a network that was cut off', async () => {
    expect(await refusal({ card: second.card, bytes: second.bytes.subarray(0, 200_000) })).toMatch(
      /cannot be loaded/,
    );
  });

  test('a network without the input that its card names', async () => {
    const { card } = second;
    const other = { ...card, input: { ...card.input, name: 'eeg' } };
    expect(await refusal({ card: other, bytes: second.bytes })).toMatch(/no input "eeg"/);
  });

  test('a card that promises another number of values', async () => {
    const { card } = second;
    const other = { ...card, output: { ...card.output, strideSamples: 8 } };
    await expect(checkModel({ card: other, bytes: second.bytes }, [])).rejects.toThrow(
      /gave 160 values where its card promises 80/,
    );
  });

  test('a card that asks for samples without end', async () => {
    const { card } = second;
    const other = { ...card, input: { ...card.input, lengthMultiple: 2 ** 30 } };
    expect(await refusal({ card: other, bytes: second.bytes })).toMatch(/asks for more than any ECG needs/);
  });

  test('a network that never ends', async () => {
    const started = performance.now();
    expect(await refusal({ card: second.card, bytes: endlessLoop() }, { seconds: 10 })).toMatch(
      /was not done with a few seconds of ECG after 10 s/,
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('a network that takes all memory', async () => {
    // 16 GB of zeros out of 100 bytes.
    expect(await refusal({ card: second.card, bytes: constantOfShape(2 ** 32) }, { memoryMb: 512 })).toMatch(
      /takes more than 512 MB|cannot be run|ended the process|cannot be loaded/,
    );
  });
});
