import { expect, test } from 'vitest';
import { encodingsIn } from './encodings.ts';

test.each([
  ['gzip, deflate, br, zstd', ['br', 'gzip']],
  ['gzip', ['gzip']],
  ['br;q=0.1, gzip;q=1.0', ['br', 'gzip']],
  ['br;q=0, gzip', ['gzip']],
  ['br; q=0.000, *', ['gzip']],
  ['*', ['br', 'gzip']],
  ['*;q=0', []],
  ['gzip;q=0, *;q=0.5', ['br']],
  ['X-GZIP', ['gzip']],
  ['identity', []],
  ['gzip;q=x', []],
  ['brotli, gzipped', []],
  ['', []],
  [',;q=1,,', []],
])('%j allows %j', (header, allowed) => {
  expect(encodingsIn(header)).toEqual(allowed);
});
