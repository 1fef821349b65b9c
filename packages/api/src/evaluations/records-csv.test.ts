import { expect, test } from 'vitest';
import { recordsCsv } from './records-csv.ts';

test('names that a spreadsheet would run as formulas are only text, and quotes are doubled', () => {
  const csv = recordsCsv([
    {
      record: '=HYPERLINK("http://evil","x")',
      lead: '-V1',
      qrsScore: null,
      heartRateScore: null,
      truePositives: 1,
      falsePositives: 0,
      falseNegatives: 2,
      offsetsMs: null,
      heartRate: 60.5,
      referenceHeartRate: null,
      seenInTraining: true,
      error: 'first,\nsecond',
      recordingId: null,
    },
  ]);
  expect(csv).toBe(
    'record,lead,qrsScore,heartRateScore,truePositives,falsePositives,falseNegatives,heartRate,referenceHeartRate,seenInTraining,error,recordingId\n' +
      '"\'=HYPERLINK(""http://evil"",""x"")",\'-V1,,,1,0,2,60.5,,true,"first,\nsecond",\n',
  );
});
