import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

test('a file is called as the evaluation is, in letters and digits', () => {
  expect(fileName('Library, cpsc2019', 'csv', 'evaluation')).toBe('library-cpsc2019.csv');
  expect(fileName('Nächte / 75 ms', 'json', 'evaluation')).toBe('nächte-75-ms.json');
});

test('a name without letters and digits is none', () => {
  expect(fileName('../..', 'csv', 'evaluation')).toBe('evaluation.csv');
  expect(fileName('', 'csv', 'evaluation')).toBe('evaluation.csv');
});

test('whatever it is called, there is no path, no hidden file, no formula and no end in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      expect(fileName(name, 'csv', 'evaluation')).toMatch(
        /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.csv$/u,
      );
      expect([...fileName(name, 'csv', 'evaluation')].length).toBeLessThanOrEqual(84);
    }),
  );
});
