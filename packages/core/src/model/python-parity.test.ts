import { afterAll, describe, expect, test } from 'vitest';
import { readModel } from '../node/models.ts';
import { modelInput } from '../signal/model-input.ts';
import { createResampler } from '../signal/resample.ts';
import { largestDifference, parityCases, readStage } from '../testing/parity-fixture.ts';
import { createNodeNetwork } from './onnx-node.ts';
import { createWebNetwork } from './onnx-web.ts';

const { card, bytes } = await readModel();
const networks = [
  ['native', await createNodeNetwork(bytes, card)],
  ['WebAssembly', await createWebNetwork(bytes, card)],
] as const;
afterAll(() => Promise.all(networks.map(([, network]) => network.dispose())));

describe.each(parityCases())('$name, $samplingRate Hz: what Python makes of it', (parityCase) => {
  const { samplingRate, resampledCount } = parityCase;
  const { preprocessing } = card;
  const input = readStage(parityCase, 'input');
  const resampler = createResampler(samplingRate, card.input.samplingRate);
  const prepared = modelInput(input, 0, 0, resampledCount, { samplingRate, resampler, preprocessing });

  test("the model's input", () => {
    expect(largestDifference(prepared.input, readStage(parityCase, 'networkInput'))).toBeLessThan(1e-4);
  });

  test.each(networks)('the probabilities of the %s runtime', async (_, network) => {
    const { lengthMultiple } = card.input;
    const length = Math.ceil(resampledCount / lengthMultiple) * lengthMultiple;
    const window = new Float32Array(length + 2 * card.marginSamples);
    window.set(prepared.input, card.marginSamples);
    const marginSteps = card.marginSamples / card.output.strideSamples;
    const probabilities = (await network.infer(window)).slice(marginSteps, -marginSteps);
    expect(largestDifference(probabilities, readStage(parityCase, 'probabilities'))).toBeLessThan(1e-3);
  });
});
