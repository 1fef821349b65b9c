import { expect, test } from 'vitest';
import { filesOfRecords } from './file-list.ts';

const sum = (digit: string) => digit.repeat(64);

test('the files of the records and those at the top are taken, side folders are not', () => {
  const checksums = [
    `${sum('a')} RECORDS`,
    `${sum('b')} data/1.dat`,
    `${sum('c')}  data/1.ii`,
    `${sum('D')} *./data/1.hea`,
    `${sum('e')} mitdbdir/intro.htm`,
    '',
  ].join('\r\n');
  expect(filesOfRecords(checksums, 'data/1\ndata/2\n')).toEqual([
    { path: 'RECORDS', sha256: sum('a') },
    { path: 'data/1.dat', sha256: sum('b') },
    { path: 'data/1.ii', sha256: sum('c') },
    { path: 'data/1.hea', sha256: sum('d') },
  ]);
});

test.each([
  '../evil',
  'data/../../evil',
  '/etc/passwd',
  'data//x',
  'C:/evil',
  'data\\..\\evil',
  'a/./b',
  '..',
])('a file called %s is refused', (path) => {
  expect(() => filesOfRecords(`${sum('a')} ${path}`, '')).toThrow(
    'leads outside the folder: nothing was downloaded',
  );
});

test('a page that is no list of checksums is refused', () => {
  expect(() => filesOfRecords('<html>Please sign in</html>', '')).toThrow(
    'not a checksum and a file: "<html>Please',
  );
});
