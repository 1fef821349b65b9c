/**
 * What a lead is like, in a few numbers that say nothing of a person: how tall its QRS complexes are, and how noisy it
 * is beside them. Compared with what a model was trained on, they tell whether it is asked about something else.
 */
import type { ModelInput } from '../signal/model-input.ts';
import { createSelection } from '../signal/select-nth.ts';

export interface SignalFeatures {
  /** Median over the beats of the height of the QRS, from its lowest to its highest sample, in mV; `null` without a beat. */
  readonly qrsMv: number | null;
  /**
   * Median of the absolute second difference at the model's rate, as a share of the height of the QRS: what changes from
   * one sample to the next where no QRS is. `null` where all is gap.
   */
  readonly noise: number | null;
}

export interface SignalFeaturesBuilder {
  /** @param peak - index into `samples` of an R-peak */
  addBeat(samples: Float32Array, peak: number, samplingRate: number): void;
  /** @param from - first sample of the stretch that has not been added, at the model's rate */
  addInput(input: Pick<ModelInput, 'input' | 'gaps'>, from: number, to: number): void;
  finish(): SignalFeatures;
}

/** A QRS is seldom wider than twice this. */
const HALF_QRS_SECONDS = 0.06;
/** The median of this many differences of a piece is that of all of them to within two percent. */
const MOST_DIFFERENCES = 4096;

export function createSignalFeatures(): SignalFeaturesBuilder {
  const heights: number[] = [];
  const noises: number[] = [];
  return {
    addBeat(samples, peak, samplingRate) {
      const reach = Math.round(HALF_QRS_SECONDS * samplingRate);
      const end = Math.min(samples.length, peak + reach + 1);
      let lowest = samples[peak];
      let highest = samples[peak];
      for (let i = Math.max(0, peak - reach); i < end; i++) {
        if (samples[i] < lowest) lowest = samples[i];
        if (samples[i] > highest) highest = samples[i];
      }
      heights.push(highest - lowest);
    },
    addInput({ input, gaps }, from, to) {
      const step = Math.max(1, Math.floor((to - from) / MOST_DIFFERENCES));
      const differences = new Float32Array(Math.max(0, Math.ceil((to - from) / step)));
      let count = 0;
      for (let i = Math.max(1, from); i < Math.min(to, input.length - 1); i += step) {
        if (gaps[i - 1] + gaps[i] + gaps[i + 1] > 0) continue;
        differences[count++] = Math.abs(input[i - 1] - 2 * input[i] + input[i + 1]);
      }
      const noise = median(differences.subarray(0, count));
      if (noise !== null) noises.push(noise);
    },
    finish: () => ({ qrsMv: median(Float32Array.from(heights)), noise: median(Float32Array.from(noises)) }),
  };
}

function median(values: Float32Array): number | null {
  if (values.length === 0) return null;
  return createSelection(values.length).median(values, 0, values.length);
}
