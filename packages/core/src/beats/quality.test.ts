import { describe, expect, test } from 'vitest';
import { judgeStretch, summarizeQuality } from './quality.ts';

describe('a stretch', () => {
  const sure = { gapShare: 0, peakProbabilities: [0.98, 0.99, 0.97], activity: 0.1 };

  test('with beats that stand out is good', () => {
    expect(judgeStretch(sure)).toBe('good');
  });

  test('with doubtful ones is poor', () => {
    expect(judgeStretch({ ...sure, peakProbabilities: [0.98, 0.6, 0.3] })).toBe('poor');
  });

  test('with nothing but doubt is unreadable', () => {
    expect(judgeStretch({ ...sure, peakProbabilities: [0.5, 0.45, 0.4] })).toBe('unreadable');
  });

  test('that is mostly gap is unreadable, and poor with a little of it', () => {
    expect(judgeStretch({ ...sure, gapShare: 0.6 })).toBe('unreadable');
    expect(judgeStretch({ ...sure, gapShare: 0.1 })).toBe('poor');
  });

  test('without beats is a pause when quiet, and noise when not', () => {
    expect(judgeStretch({ gapShare: 0, peakProbabilities: [], activity: 0 })).toBe('good');
    expect(judgeStretch({ gapShare: 0, peakProbabilities: [], activity: 0.5 })).toBe('unreadable');
  });
});

describe('a recording', () => {
  test('lists stretches of one verdict as one, the last as short as it is', () => {
    expect(summarizeQuality(['good', 'good', 'poor'], 4, 10)).toEqual({
      verdict: 'good',
      stretches: [
        { startSeconds: 0, endSeconds: 8, verdict: 'good' },
        { startSeconds: 8, endSeconds: 10, verdict: 'poor' },
      ],
    });
  });

  test('is unreadable when half of it is', () => {
    expect(summarizeQuality(['good', 'unreadable'], 4, 8).verdict).toBe('unreadable');
    expect(summarizeQuality(['good', 'poor', 'poor'], 4, 12).verdict).toBe('poor');
  });
});
