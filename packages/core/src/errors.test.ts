import { expect, test } from 'vitest';
import { FileCorruptError, LeadNotFoundError } from './errors.ts';

test('what a file smuggles into a message cannot steer a terminal or begin a line of a log', () => {
  const { message } = new FileCorruptError(
    'a\nb.csv',
    'line 1',
    '"\x1b[2J\x9b\u2028\u202e" is not a number.',
  );
  expect(message).toBe('a\ufffdb.csv, line 1: "\ufffd[2J\ufffd\ufffd\ufffd" is not a number.');
});

test('a message keeps its beginning and its end, however much a file puts between them', () => {
  const names = Array.from({ length: 1000 }, (_, i) => `lead ${i}`);
  const { message, available } = new LeadNotFoundError('V9', names);
  expect(message).toMatch(/^There is no lead "V9"; the recording has lead 0, lead 1, .+ … .+, lead 999\.$/);
  expect(message).toHaveLength(1000);
  expect(available).toHaveLength(1000);
});
