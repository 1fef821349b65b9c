import { afterAll, describe, expect, test } from 'vitest';
import { createAnalyzer } from '../analyze.ts';
import { ModelInvalidError } from '../errors.ts';
import { readModel } from '../node/models.ts';
import { inMemoryReader } from '../recording/recording.ts';
import { randomPatient } from '../synth/patient.ts';
import { createRandom } from '../synth/random.ts';
import { synthesizeRecording } from '../synth/synthesize.ts';
import { createNodeNetwork } from './onnx-node.ts';
import { createWebNetwork } from './onnx-web.ts';

const { card, bytes } = await readModel();
const native = await createNodeNetwork(bytes, card);
const wasm = await createWebNetwork(bytes, card);
afterAll(() => Promise.all([native.dispose(), wasm.dispose()]));

describe('the native and the WebAssembly runtime', () => {
  test('give the same probabilities to within rounding', async () => {
    const input = Float32Array.from(
      { length: card.input.lengthMultiple * 200 },
      (_, i) => 3 * Math.sin(i * i * 0.001),
    );
    const [a, b] = await Promise.all([native.infer(input), wasm.infer(input)]);
    expect(a.length).toBe(input.length / card.output.strideSamples);
    expect(a.reduce((largest, p, i) => Math.max(largest, Math.abs(p - b[i])), 0)).toBeLessThan(1e-4);
  });

  test.each([128, 250, 360, 500, 1000])('find the same beats at %d Hz', async (samplingRate) => {
    const random = createRandom(samplingRate);
    const { recording } = synthesizeRecording({
      ...randomPatient(random),
      seed: samplingRate,
      durationSeconds: 60,
      samplingRate,
      leads: ['II'],
    });
    const reader = inMemoryReader(recording);
    const [a, b] = await Promise.all([
      createAnalyzer({ network: native, card })(reader),
      createAnalyzer({ network: wasm, card })(reader),
    ]);
    expect(a.beats.length).toBeGreaterThan(20);
    expect(b.beats).toEqual(a.beats);
    expect(b.quality).toEqual(a.quality);
  });
});

describe.each([
  ['native', createNodeNetwork],
  ['WebAssembly', createWebNetwork],
])('the %s runtime', (_, create) => {
  test('refuses bytes that are no model', async () => {
    await expect(create(Uint8Array.of(1, 2, 3), card)).rejects.toThrow(ModelInvalidError);
  });

  test('refuses a model without the input that its card names', async () => {
    const other = { ...card, input: { ...card.input, name: 'eeg' } };
    await expect(create(bytes, other)).rejects.toThrow('has no input "eeg"');
  });
});
