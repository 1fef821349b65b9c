import { describe, expect, test } from 'vitest';
import { judgeStretch, summarizeQuality } from './quality.ts';

/** Beats at these seconds, all with one confidence. */
const beats = (confidence: number, ...positions: number[]) =>
  positions.map((position) => ({ position, confidence }));

describe('a stretch', () => {
  const sure = { gapShare: 0, activity: 0.1, hasBeats: true, context: beats(0.98, 0, 1, 2, 3) };

  test('with beats that stand out is good, whatever their rhythm', () => {
    expect(judgeStretch(sure)).toBe('good');
    expect(judgeStretch({ ...sure, context: beats(0.98, 0, 1, 1.3, 4) })).toBe('good');
  });

  test('with doubtful beats is poor where they make a rhythm and unreadable where they do not', () => {
    expect(judgeStretch({ ...sure, context: beats(0.7, 0, 1, 2, 3) })).toBe('poor');
    expect(judgeStretch({ ...sure, context: beats(0.7, 0, 1, 1.3, 4) })).toBe('unreadable');
    expect(judgeStretch({ ...sure, context: beats(0.7, 0, 1) })).toBe('unreadable');
  });

  test('with nothing but doubt is unreadable', () => {
    expect(judgeStretch({ ...sure, context: beats(0.5, 0, 1, 2, 3) })).toBe('unreadable');
  });

  test('that is mostly gap is unreadable, and poor with a little of it', () => {
    expect(judgeStretch({ ...sure, gapShare: 0.6 })).toBe('unreadable');
    expect(judgeStretch({ ...sure, gapShare: 0.1 })).toBe('poor');
  });

  test('without beats is a pause when quiet, and noise when not', () => {
    expect(judgeStretch({ ...sure, hasBeats: false })).toBe('good');
    expect(judgeStretch({ ...sure, hasBeats: false, activity: 0.5 })).toBe('unreadable');
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
