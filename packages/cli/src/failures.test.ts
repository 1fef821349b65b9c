import { FileCorruptError, FileMissingError } from '@sinode/core';
import { expect, test } from 'vitest';
import { aboutFile, toFailure, UsageError } from './failures.ts';

test('an error of the input is its own sentence', () => {
  expect(toFailure(new FileCorruptError('a.mat', 'byte 128', 'the file ends here.'))).toEqual({
    message: 'a.mat, byte 128: the file ends here.',
    bugStack: null,
  });
  expect(toFailure(new UsageError('--jobs must be a whole number')).bugStack).toBeNull();
});

test('an error of the operating system is told without its code', () => {
  const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), {
    code: 'EACCES',
    path: '/x',
  });
  expect(toFailure(error)).toEqual({ message: '/x: no permission to open it.', bugStack: null });
});

test('anything else is a bug and keeps its stack', () => {
  const failure = toFailure(new TypeError('x is undefined\nand more'));
  expect(failure.message).toBe('this is a bug in sinode: x is undefined');
  expect(failure.bugStack).toContain('TypeError');
  expect(toFailure('thrown text').bugStack).toBe('thrown text');
});

test('a message that begins with the name of the file gets the path instead of it', () => {
  expect(aboutFile('in/a.mat', 'a.mat, byte 128: the file ends here.')).toBe(
    'in/a.mat, byte 128: the file ends here.',
  );
  expect(aboutFile('in/a.hea', new FileMissingError('a.dat', 'a.hea').message)).toBe(
    'in/a.hea needs the file a.dat, which is not beside it.',
  );
  expect(aboutFile('in/a.mat', 'in/a.mat: there is no such file.')).toBe('in/a.mat: there is no such file.');
  expect(aboutFile('in/a.mat', 'There is no lead "X".')).toBe('in/a.mat: There is no lead "X".');
  expect(aboutFile('in/a', 'a different matter.')).toBe('in/a: a different matter.');
});
