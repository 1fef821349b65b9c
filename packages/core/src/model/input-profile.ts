/**
 * What the signals are like that a model was trained on, in bins of a few features, and how far other signals are from
 * them. Only counts: nothing can be told from them about a person.
 */
import { z } from 'zod';

/** What is looked at of an analysis. */
export interface ProfiledAnalysis {
  readonly signal: { readonly qrsMv: number | null; readonly noise: number | null };
  /** Hz. */
  readonly samplingRate: number;
  /** bpm. */
  readonly heartRate: number | null;
  readonly quality: { readonly verdict: 'good' | 'poor' | 'unreadable' };
  readonly confidence: Float32Array;
}

interface Feature {
  readonly unit: string;
  /** A bin ends at each of these, included; one more begins after the last. */
  readonly edges: readonly number[];
  /** Names of the bins where they are classes that must not be thrown together, not parts of a scale. */
  readonly classes?: readonly string[];
  /** `null` where it cannot be told. */
  readonly value: (analysis: ProfiledAnalysis) => number | null;
}

/** Below it a beat needs the rhythm around it to be believed. */
const LOW_CONFIDENCE = 0.9;
const VERDICTS = ['good', 'poor', 'unreadable'] as const;

/** The features by name. Cards hold counts in these bins: a change of the edges needs new profiles. */
export const INPUT_FEATURES = {
  'qrs-height': {
    unit: 'mV',
    edges: [0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1, 1.25, 1.5, 1.8, 2.2, 2.7, 3.5, 5],
    value: ({ signal }) => signal.qrsMv,
  },
  noise: {
    unit: 'of QRS height',
    edges: [0.002, 0.004, 0.006, 0.008, 0.011, 0.015, 0.02, 0.03, 0.045, 0.07, 0.1, 0.2],
    value: ({ signal }) => signal.noise,
  },
  'sampling-rate': {
    unit: 'Hz',
    edges: [110, 140, 190, 225, 300, 400, 600, 1100],
    classes: ['to 110', '128', '150', '200', '250', '360', '500', '1000', 'above 1100'],
    value: ({ samplingRate }) => samplingRate,
  },
  'heart-rate': {
    unit: 'bpm',
    edges: [40, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110, 120, 140, 170],
    value: ({ heartRate }) => heartRate,
  },
  quality: {
    unit: '',
    edges: [0, 1],
    classes: VERDICTS,
    value: ({ quality }) => VERDICTS.indexOf(quality.verdict),
  },
  'low-confidence': {
    unit: 'of the beats',
    edges: [0, 0.02, 0.05, 0.1, 0.2, 0.4],
    value: ({ confidence }) =>
      confidence.length === 0
        ? null
        : confidence.filter((each) => each < LOW_CONFIDENCE).length / confidence.length,
  },
} as const satisfies Record<string, Feature>;

export type InputFeatureName = keyof typeof INPUT_FEATURES;

export const INPUT_FEATURE_NAMES = Object.keys(INPUT_FEATURES) as readonly InputFeatureName[];

/** How often each bin was met, and the mean of what was met. */
export interface FeatureCounts {
  readonly counts: readonly number[];
  readonly mean: number | null;
}

const feature = z.object({
  /** As they were when it was made. */
  edges: z.array(z.number()),
  counts: z.array(z.int().nonnegative()),
  mean: z.number().nullable(),
});

export const inputProfileSchema = z.object({
  /** What was analysed, and the command. */
  how: z.string(),
  leads: z.int().positive(),
  features: z.record(z.string(), feature),
});

export type InputProfile = z.infer<typeof inputProfileSchema>;

/** Beyond so many times its last edge a value says nothing more, and would be all that is left of a mean. */
const MOST_EDGES = 10;

/**
 * The value of each feature of an analysis, at most ten times the last edge, and the bin that it falls into; features that
 * cannot be told are left out.
 */
export function inputFeatures(
  analysis: ProfiledAnalysis,
): { readonly feature: InputFeatureName; readonly value: number; readonly bin: number }[] {
  return INPUT_FEATURE_NAMES.flatMap((name) => {
    const { edges, value: measure }: Feature = INPUT_FEATURES[name];
    const value = measure(analysis);
    if (value === null || !Number.isFinite(value)) return [];
    const bin = edges.findIndex((edge) => value <= edge);
    const most = MOST_EDGES * edges[edges.length - 1];
    return [{ feature: name, value: Math.min(value, most), bin: bin === -1 ? edges.length : bin }];
  });
}

/** A name for each bin: `to 0.1`, `0.1 to 0.2`, `above 5`. */
export function binLabels(name: InputFeatureName): string[] {
  const { edges, classes }: Feature = INPUT_FEATURES[name];
  if (classes !== undefined) return [...classes];
  return [
    ...edges.map((edge, i) => (i === 0 ? `to ${edge}` : `${edges[i - 1]} to ${edge}`)),
    `above ${edges.at(-1)}`,
  ];
}

/** @returns the counts of a feature, or `null` where the profile lacks it or has other bins */
export function profileOf(profile: InputProfile | undefined, name: InputFeatureName): FeatureCounts | null {
  const found = profile?.features[name];
  const { edges }: Feature = INPUT_FEATURES[name];
  if (found === undefined || found.counts.length !== edges.length + 1) return null;
  return found.edges.every((edge, i) => edge === edges[i]) ? found : null;
}

/** Bins of a scale are thrown together until each holds this share of what is expected, so that chance counts little. */
const LEAST_SHARE = 0.1;
/** Stands for an empty bin, whose logarithm would be infinite. */
const EMPTY_SHARE = 0.001;

/**
 * Population stability index: sum of (actual − expected) · ln(actual / expected) over the shares of the bins. By custom,
 * below 0.1 nothing has changed, above 0.25 much has.
 *
 * @returns `null` where one of the two is empty
 * @see Siddiqi, Credit Risk Scorecards, 2006; Yurdakul & Naranjo, Statistical properties of the PSI, 2020
 */
export function stabilityIndex(
  name: InputFeatureName,
  expected: readonly number[],
  actual: readonly number[],
): number | null {
  const { classes }: Feature = INPUT_FEATURES[name];
  const total = sum(expected);
  const seen = sum(actual);
  if (total === 0 || seen === 0) return null;
  let index = 0;
  let expectedShare = 0;
  let actualShare = 0;
  let expectedLeft = 1;
  for (const [bin, count] of expected.entries()) {
    expectedShare += count / total;
    actualShare += actual[bin] / seen;
    expectedLeft -= count / total;
    const isLast = bin === expected.length - 1;
    // What is left over would be too small for a bin of its own.
    const isFull = expectedShare >= LEAST_SHARE && expectedLeft >= LEAST_SHARE;
    if (classes === undefined && !isFull && !isLast) continue;
    const e = Math.max(expectedShare, EMPTY_SHARE);
    const a = Math.max(actualShare, EMPTY_SHARE);
    index += (a - e) * Math.log(a / e);
    expectedShare = 0;
    actualShare = 0;
  }
  return index;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
