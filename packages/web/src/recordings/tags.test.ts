import { expect, test } from 'vitest';
import { joinTags, parseTags } from './tags.ts';

test('tags are what stands between commas, each once', () => {
  expect(parseTags(' holter,  after exercise ,,holter')).toEqual(['holter', 'after exercise']);
  expect(parseTags('  ')).toEqual([]);
});

test('what was joined is parsed again', () => {
  const tags = ['holter', 'after exercise', 'ä'];
  expect(parseTags(joinTags(tags))).toEqual(tags);
});
