/** JSON documents of every shape that is read. */
import { readFiles } from '../check/read-files.ts';
import { mutateText } from '../mutate/text.ts';
import type { Target } from '../target.ts';
import { textBytes } from './seed-signal.ts';

export const target: Target = {
  name: 'json',
  reads: 'JSON: lists, lists of lists, named leads',
  code: ['packages/core/src/formats/json/'],
  seeds: () =>
    [
      '[1,2.5,-3e-1,null]',
      '[[1,2],[3,4]]',
      '{"samplingRate":250,"unit":"uV","startTime":"2024-01-31T10:00:00Z","leads":{"I":[1,2],"II":[3,NaN]}}',
      '{"fs": 500, "leads": [{"name": "II", "samples": [1, 2], "unit": "mV"}, {"lead": "V1", "data": [3, 4]}]}',
      '\ufeff{"sample_rate":100,"ecg":[0.1,0.2,Infinity]}',
      '{"SamplingFrequency":1e2,"signals":[[],[]],"x":{"y":[true,"\\u00b5\\n",{}]}}',
    ].map(textBytes),
  run: (input) => readFiles([{ name: 'a.json', bytes: input }], { mostSamples: input.length }),
  mutate: mutateText,
};
