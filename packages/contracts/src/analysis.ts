import { z } from 'zod';
import { fromText, quantity } from './numeric.ts';

/** The fastest rate that any ECG is recorded at, with room; a larger number is a slip of the finger. */
const MAX_SAMPLING_RATE_HZ = 100_000;

export const LeadName = z
  .string()
  .trim()
  .min(1, { error: 'must name a lead' })
  .describe('Lead to analyse, as named in the file; without it the lead that shows the beats best is taken');

export const ModelName = z
  .string()
  .trim()
  .min(1, { error: 'must name a model' })
  .describe('Model by name, or its folder; without it the default model');

/** A sampling rate that a person gives. */
export const SamplingRateHz = fromText(
  quantity('Hz')
    .positive({ error: 'must be greater than 0 Hz' })
    .max(MAX_SAMPLING_RATE_HZ, { error: `must be at most ${MAX_SAMPLING_RATE_HZ} Hz` }),
).describe('Hz; for formats that do not carry it. A file that carries one keeps its own');

/** What a person may choose about an analysis. */
export const AnalysisOptions = z.object({
  lead: LeadName.optional(),
  samplingRate: SamplingRateHz.optional(),
  model: ModelName.optional(),
});
export type AnalysisOptions = z.infer<typeof AnalysisOptions>;

export const QualityVerdict = z
  .enum(['good', 'poor', 'unreadable'])
  .describe(
    'good: beats can be trusted; poor: look before you trust them; unreadable: there is nothing to find',
  );
export type QualityVerdict = z.infer<typeof QualityVerdict>;

/** How far the signal can be trusted, over the whole recording and stretch by stretch. */
const Quality = z.object({
  verdict: QualityVerdict,
  stretches: z
    .array(
      z.object({
        startSeconds: z.number().nonnegative(),
        endSeconds: z.number().nonnegative(),
        verdict: QualityVerdict,
      }),
    )
    .describe('In order, without overlap'),
});

/** Which network gave the answer. */
export const ModelIdentity = z.object({ name: z.string(), version: z.string() });

/** The answer for one recording: `sinode analyze --format json` prints it. */
export const AnalysisReport = z
  .object({
    file: z.string().describe('As it was named by the caller'),
    lead: z.string().describe('The lead that was analysed'),
    samplingRate: z.number().positive().describe('Hz'),
    durationSeconds: z.number().nonnegative(),
    model: ModelIdentity,
    heartRate: z
      .number()
      .positive()
      .nullable()
      .describe('60 / mean RR in bpm; null where it cannot be computed'),
    challengeHeartRate: z
      .number()
      .positive()
      .nullable()
      .describe(
        'bpm over 5.5 s to 9.5 s, the window of the CPSC 2019 challenge; null where it cannot be computed',
      ),
    beats: z
      .array(z.int().nonnegative())
      .describe('R-peaks as sample indices in the sampling rate of the recording, ascending'),
    confidence: z.array(z.number().min(0).max(1)).describe('One for each beat'),
    rrMs: z
      .array(z.number().positive())
      .describe('Milliseconds from each beat to the next; one fewer than there are beats'),
    quality: Quality,
    warnings: z.array(z.string()).describe('What had to be assumed or left out, one sentence each'),
  })
  .meta({
    id: 'AnalysisReport',
    examples: [
      {
        file: 'night.edf',
        lead: 'II',
        samplingRate: 250,
        durationSeconds: 4,
        model: { name: 'sinode-qrs-2', version: '1.0.0' },
        heartRate: 60,
        challengeHeartRate: null,
        beats: [125, 375, 625, 875],
        confidence: [0.98, 1, 1, 0.97],
        rrMs: [1000, 1000, 1000],
        quality: {
          verdict: 'good',
          stretches: [{ startSeconds: 0, endSeconds: 4, verdict: 'good' }],
        },
        warnings: [],
      },
    ],
  });
export type AnalysisReport = z.infer<typeof AnalysisReport>;
