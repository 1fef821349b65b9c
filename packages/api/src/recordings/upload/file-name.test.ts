import { expect, test } from 'vitest';
import { requirePlainName } from './file-name.ts';

test.each(['100.dat', 'data_00001.mat', 'Ruhe EKG (2).edf', 'кардиограмма.csv', '心電図.json', 'r.1.hea'])(
  '%s is a name',
  (name) => {
    expect(() => requirePlainName(name)).not.toThrow();
  },
);

test.each([
  '',
  '.',
  '..',
  '.hidden',
  '../r.dat',
  'a/r.dat',
  '/etc/passwd',
  '..\\r.dat',
  'C:\\r.dat',
  'C:r.dat',
  'r.dat\0.mat',
  'r\n.dat',
  'r\u202etad.exe',
  'con',
  'NUL.dat',
  'com1.mat',
  'r.dat ',
  'r.dat.',
  'r?.dat',
  `${'ä'.repeat(101)}`,
])('%j is refused in words of one line', (name) => {
  const refusal = expect.objectContaining({
    status: 422,
    code: 'UPLOAD_REFUSED',
    detail: expect.stringMatching(/^The file "[^\p{Cc}]*" .+\.$/u),
  });
  expect(() => requirePlainName(name)).toThrow(refusal);
});
