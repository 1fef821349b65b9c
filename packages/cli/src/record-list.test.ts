import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRecordList, selectRecords } from './record-list.ts';

test('names are separated by commas, and spaces around them do not count', async () => {
  expect([...(await readRecordList('--records', '100, 101,'))]).toEqual(['100', '101']);
});

test('@file holds one name a line, with remarks', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'sinode-')), 'list.txt');
  await writeFile(file, '# test half\n100\r\n101 # noisy\n\n');
  expect([...(await readRecordList('--records', `@${file}`))]).toEqual(['100', '101']);
});

test('a list of nothing and a file that is not there are wrong usage', async () => {
  await expect(readRecordList('--records', ' , ')).rejects.toThrow(
    '--records names no record (given " , ").',
  );
  await expect(readRecordList('--exclude', '@/no/such')).rejects.toThrow(
    '--exclude @/no/such: there is no such file',
  );
});

test('records are kept by name and left out by name', () => {
  const all = ['100', '101', '102'].map((record) => ({ record }));
  expect(selectRecords(all, null, null)).toHaveLength(3);
  expect(selectRecords(all, new Set(['101', '102']), new Set(['102']))).toEqual([{ record: '101' }]);
});

test('a name that is not there is refused rather than silently missing', () => {
  expect(() => selectRecords([{ record: '100' }], new Set(['100', '1OO']), null)).toThrow(
    '--records names records that are not there: 1OO.',
  );
});
