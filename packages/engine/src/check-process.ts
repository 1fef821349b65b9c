/** The file that a check of a model runs apart: it may crash, hang or eat memory without harm. */
import { createAnalyzer, EcgError, singleLeadReader, synthesizeRecording } from '@sinode/core';
import { createNodeNetwork } from '@sinode/core/onnx-node';
import type { FromCheck, ToCheck } from './check-messages.ts';

/** Of synthetic ECG: several pieces of every block that a card can name. */
const SYNTHETIC_SECONDS = 60;
const SYNTHETIC_RATE_HZ = 360;

process.once('message', async (message: ToCheck) => {
  // The answer is all that is asked for; whoever sent the question ends the process.
  process.send?.(await check(message));
});

async function check({ model, inputs }: ToCheck): Promise<FromCheck> {
  const { card, bytes } = model;
  try {
    const network = await createNodeNetwork(bytes, card);
    const outputs: Float32Array[] = [];
    for (const input of inputs) outputs.push(await network.infer(input));
    const { recording } = synthesizeRecording({
      seed: 1,
      durationSeconds: SYNTHETIC_SECONDS,
      samplingRate: SYNTHETIC_RATE_HZ,
      leads: ['II'],
    });
    const samples = recording.leads[0]?.samples ?? new Float32Array();
    await createAnalyzer({ network, card })(singleLeadReader(samples, SYNTHETIC_RATE_HZ));
    return { outputs };
  } catch (error) {
    // Whoever tells it names the model once.
    if (error instanceof EcgError) return { refusal: error.message.replace(`Model ${card.name}: `, '') };
    return { refusal: `model.onnx cannot be run (${String(error)}).` };
  }
}
