import type { AnalysisReport } from '@sinode/contracts';
import type { RecordScore } from '@sinode/core';

/** Three beats a second apart at 250 Hz; a test says what it wants otherwise. */
export function sampleReport(part: Partial<AnalysisReport> = {}): AnalysisReport {
  return {
    file: 'in/a.mat',
    lead: 'II',
    samplingRate: 250,
    durationSeconds: 10,
    model: { name: 'sinode-qrs-2', version: '1.0.0' },
    heartRate: 60,
    challengeHeartRate: null,
    beats: [100, 350, 600],
    confidence: [0.9, 1, 0.5],
    rrMs: [1000, 1000],
    quality: { verdict: 'good', stretches: [{ startSeconds: 0, endSeconds: 10, verdict: 'good' }] },
    warnings: [],
    ...part,
  };
}

/** A record without a mistake. */
export function sampleRecord(part: Partial<RecordScore> = {}): RecordScore {
  return {
    record: '100',
    lead: 'MLII',
    qrsScore: null,
    heartRateScore: null,
    truePositives: 10,
    falsePositives: 0,
    falseNegatives: 0,
    offsetsMs: [[0, 10]],
    heartRate: 60,
    referenceHeartRate: 60,
    seenInTraining: false,
    error: null,
    ...part,
  };
}
