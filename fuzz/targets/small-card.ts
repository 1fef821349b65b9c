/** A model's card with one of everything. */
import type { ModelCard } from '../../packages/core/src/model/model-card.ts';

export function smallCard(): ModelCard {
  return {
    schemaVersion: 1,
    name: 'small-1',
    version: '1',
    description: 'd',
    licence: 'Apache-2.0',
    sha256: 'a'.repeat(64),
    parameters: 1,
    macsPerSecond: 1,
    input: { name: 'x', samplingRate: 250, lengthMultiple: 8 },
    output: { name: 'y', strideSamples: 4 },
    marginSamples: 16,
    preprocessing: {
      baselineBlockSamples: 1,
      baselineBlocks: 1,
      scaleBlockSamples: 1,
      amplitudeRank: 1,
      minimumBlockSamples: 1,
      scaleContextBlocks: 0,
      scaleQuantile: 0.5,
      minimumScaleMv: 0.1,
      clip: 5,
      gapSeconds: 1,
    },
    decoding: {
      threshold: 0.5,
      sureConfidence: 0.9,
      doubtfulConfidence: 0.5,
      refractorySeconds: 0.2,
      beatWidthSeconds: 0.1,
    },
    training: {
      command: 'c',
      seed: 1,
      steps: 1,
      split: 's',
      data: [{ name: 'd', records: 1, leads: 1, licence: 'l' }],
      heldOut: { d: ['1'] },
      fingerprints: ['0123456789abcdef'],
    },
    scores: [
      {
        data: 'd',
        protocol: 'ec57',
        how: 'h',
        command: 'c',
        records: 1,
        results: { f1: 1 },
        intervals: { f1: [0.9, 1] },
        goal: { f1: { atLeast: 0.9 } },
      },
    ],
    limits: ['l'],
  };
}
