import { AnalysisReport } from '@sinode/contracts';
import { analysisReport } from '@sinode/core';
import { expect, test } from 'vitest';

test('an analysis becomes what the contract promises', () => {
  const report = analysisReport('in/a.mat', {
    lead: 'II',
    samplingRate: 360,
    durationSeconds: 10,
    model: { name: 'sinode-qrs-2', version: '1.0.0' },
    beats: Int32Array.of(100, 460),
    confidence: Float32Array.of(0.1, 0.99999),
    rrMs: Float64Array.of(1000),
    heartRate: 60,
    challengeHeartRate: null,
    quality: { verdict: 'good', stretches: [] },
    warnings: [],
  });
  expect(AnalysisReport.parse(report)).toEqual(report);
  expect(report).toMatchObject({ file: 'in/a.mat', beats: [100, 460], confidence: [0.1, 1], rrMs: [1000] });
});
