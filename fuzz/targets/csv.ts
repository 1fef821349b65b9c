/** Tables of numbers of every dialect. */
import { readFiles } from '../check/read-files.ts';
import { mutateText } from '../mutate/text.ts';
import type { Target } from '../target.ts';
import { textBytes } from './seed-signal.ts';

export const target: Target = {
  name: 'csv',
  reads: 'tables of numbers: CSV, TSV, plain columns, with and without times',
  code: ['packages/core/src/formats/csv/', 'packages/core/src/formats/parse-number.ts'],
  seeds: () =>
    [
      '0.5\n-1\n2e-1\n',
      'I,II\n1,10\n2,20\n',
      'time;I (µV);II [mV]\r\n0,000;1,5;2\r\n0,002;NaN;3e-1\r\n0,008;1;2\r\n',
      "'Elapsed time','MLII','V5'\n'hh:mm:ss.mmm','mV','uV'\n'0:00.000',-0.145,65\n'0:00.004',-0.1,\n'0:00.008',0,-\n",
      '# comment\n2024-01-31T10:00:00.000Z\t1.25\n2024-01-31T10:00:00.004Z\t-1.5\n',
      '0 1\n0.01 2.5\n0.02 -7\n',
      ',I,II,\n0,1,10,\n1,2,20,\n2,1,10,\n',
      'time_ms,ecg/uV\n1700000000000,5\n1700000000004,6\n1700000000012,7\n',
      '"sample","ECG ""II"""\n"0","1"\n\'1\',20\n% c\n\n2,null\n',
      '\ufefft,II\n23:59:59.990,1\n23:59:59.995,2\n00:00:00.000,3\n',
    ].map(textBytes),
  run: (input) => readFiles([{ name: 'a.csv', bytes: input }], { mostSamples: input.length }),
  mutate: mutateText,
};
