import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { sampleReport } from '../testing/reports.ts';
import { analysisBlock, analysisTable } from './analysis-table.ts';

test('one recording is told a fact a line', () => {
  const report = sampleReport({
    quality: {
      verdict: 'good',
      stretches: [
        { startSeconds: 0, endSeconds: 9, verdict: 'good' },
        { startSeconds: 9, endSeconds: 10, verdict: 'poor' },
      ],
    },
    warnings: ['The rate was assumed.'],
  });
  expect(stripVTControlCharacters(analysisBlock(report))).toBe(
    [
      'in/a.mat',
      '  lead        II',
      '  duration    10 s at 250 Hz',
      '  beats       3',
      '  heart rate  60 bpm',
      '  quality     good, 1 stretch to look at',
      '  model       sinode-qrs-2 1.0.0',
      '  note        The rate was assumed.',
      '',
    ].join('\n'),
  );
});

test('many recordings stand under each other, with each note once at the foot', () => {
  const { heading, row, foot } = analysisTable(['in/a.mat', 'in/longer.mat']);
  const lines = [
    heading,
    row(sampleReport({ warnings: ['One.'] })),
    row(
      sampleReport({
        file: 'in/longer.mat',
        heartRate: null,
        durationSeconds: 1800,
        warnings: ['Two.', 'One.'],
      }),
    ),
    foot(),
  ];
  expect(stripVTControlCharacters(lines.join(''))).toBe(
    [
      'file           lead       duration    beats  heart rate  quality     notes',
      'in/a.mat       II             10 s        3      60 bpm  good        1',
      'in/longer.mat  II      30 min 00 s        3           –  good        2 1',
      '  note 1: One.',
      '  note 2: Two.',
      '',
    ].join('\n'),
  );
});
