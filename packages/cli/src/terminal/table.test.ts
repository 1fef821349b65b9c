import { expect, test } from 'vitest';
import { formatTable, layOut } from './table.ts';

test('columns are as wide as their widest cell and numbers end under each other', () => {
  const columns = [{ title: 'file' }, { title: 'beats', align: 'right' as const }];
  expect(
    formatTable(columns, [
      ['a.mat', '9'],
      ['long-name.mat', '1200'],
    ]),
  ).toBe(['file           beats', 'a.mat              9', 'long-name.mat   1200', ''].join('\n'));
});

test('colour takes no room', () => {
  const red = '\u001b[31mpoor\u001b[39m';
  expect(formatTable([{ title: 'quality' }, { title: 'n' }], [[red, '1']])).toBe(
    `quality  n\n${red}     1\n`,
  );
});

test('rows can be laid out one at a time when the width is known before', () => {
  const { heading, line } = layOut([{ title: 'file', minimumWidth: 6 }, { title: 'n' }]);
  expect([heading, line(['a', '1'])]).toEqual(['file    n', 'a       1']);
});
