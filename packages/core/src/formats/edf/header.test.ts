import { describe, expect, test } from 'vitest';
import { FileCorruptError, FormatUnsupportedError } from '../../errors.ts';
import { bytesSource } from '../byte-source.ts';
import { isEdf } from './detect.ts';
import { openEdf } from './open-edf.ts';
import { buildEdf, withField } from './testing/build-edf.ts';

const open = (bytes: Uint8Array) => openEdf(bytesSource('a.edf', bytes));

/** Two signals, so the second one's label stands at 256 + 16, its unit at 256 + 2 · 96 + 8, and so on. */
const valid = buildEdf({
  recordCount: 3,
  signals: [
    { label: 'ECG I', unit: 'mV', samplesPerRecord: 4 },
    { label: 'ECG II', unit: 'mV', samplesPerRecord: 4 },
  ],
});

test('the file that the cases below break is sound', async () => {
  expect((await open(valid)).warnings).toEqual([]);
});

describe('a broken field is named with its offset and its value', () => {
  test.each([
    [184, 8, '512', 'number of bytes in the header'],
    [184, 8, 'abc', 'number of bytes in the header'],
    [236, 8, '0', 'number of data records'],
    [236, 8, '-2', 'number of data records'],
    [236, 8, '3.5', 'number of data records'],
    [236, 8, '', 'number of data records'],
    [244, 8, '0', 'duration of a data record'],
    [244, 8, '-1', 'duration of a data record'],
    [244, 8, '1e999', 'duration of a data record'],
    [244, 8, '1.0.0', 'duration of a data record'],
    [252, 4, '0', 'number of signals'],
    [252, 4, '-1', 'number of signals'],
    [252, 4, 'two', 'number of signals'],
    [256 + 2 * 104 + 8, 8, 'low', 'physical minimum of signal 2'],
    [256 + 2 * 112 + 8, 8, '-32768', 'physical maximum of signal 2'],
    [256 + 2 * 112, 8, '0x7f', 'physical maximum of signal 1'],
    [256 + 2 * 112, 8, '1e39', 'physical maximum of signal 1'],
    [256 + 2 * 120 + 8, 8, '-32769', 'digital minimum of signal 2'],
    [256 + 2 * 128 + 8, 8, '32768', 'digital maximum of signal 2'],
    [256 + 2 * 128 + 8, 8, '-32768', 'digital maximum of signal 2'],
    [256 + 2 * 128 + 8, 8, '10.5', 'digital maximum of signal 2'],
    [256 + 2 * 216 + 8, 8, '0', 'number of samples per data record of signal 2'],
    [256 + 2 * 216 + 8, 8, 'NaN', 'number of samples per data record of signal 2'],
  ])('byte %i, %i characters: %j', async (offset, length, text, name) => {
    const opening = open(withField(valid, offset, length, text));
    await expect(opening).rejects.toThrow(FileCorruptError);
    await expect(opening).rejects.toThrow(
      `a.edf, byte ${offset}: the ${name} is ${JSON.stringify(text)}, but it must be`,
    );
  });

  test('a control character in a value is shown escaped', async () => {
    await expect(open(withField(valid, 236, 8, '1\x07'))).rejects.toThrow('is "1\\u0007"');
  });
});

test('fields may end in NULs instead of blanks, and have a decimal comma', async () => {
  let bytes = withField(valid, 236, 8, '3\0\0\0\0\0\0\0');
  bytes = withField(bytes, 0, 8, '0\0\0\0\0\0\0\0');
  bytes = withField(bytes, 256, 16, 'ECG I\0junk\0');
  bytes = withField(bytes, 256 + 2 * 112, 8, '32767,0');
  const reader = await open(bytes);

  expect(reader.leads[0].name).toBe('I');
  expect(reader.sampleCount).toBe(12);
});

test('more signals than there is header for are refused before anything is read', async () => {
  const bytes = withField(withField(valid, 252, 4, '9999'), 184, 8, '2560000');
  await expect(open(bytes)).rejects.toThrow(
    `a.edf, byte ${valid.length}: the file ends inside its header of 2560000 bytes; it was cut off, so get it again.`,
  );
});

test('a file that ends inside the header is refused', async () => {
  await expect(open(valid.slice(0, 255))).rejects.toThrow('inside its header of 256 bytes');
  await expect(open(valid.slice(0, 767))).rejects.toThrow('inside its header of 768 bytes');
});

test('another version is another format', async () => {
  await expect(open(withField(valid, 0, 8, '1'))).rejects.toThrow(FormatUnsupportedError);
  await expect(open(new Uint8Array(0))).rejects.toThrow(FormatUnsupportedError);
});

describe('the number of data records', () => {
  test('that was promised but is not there is an error that counts them', async () => {
    await expect(open(valid.slice(0, -1))).rejects.toThrow(
      `a.edf, byte ${valid.length - 1}: the file ends after 2 of its 3 data records; it was cut off, so get it again.`,
    );
    await expect(open(withField(valid, 236, 8, '99999999'))).rejects.toThrow('3 of its 99999999');
  });

  test('that was unknown when the file was begun follows from its size', async () => {
    const reader = await open(withField(valid, 236, 8, '-1').slice(0, -1));

    expect(reader.sampleCount).toBe(8);
    expect(reader.warnings).toEqual([
      "The header does not say how many data records there are; by the file's size, 2.",
      '15 bytes after the last data record were ignored.',
    ]);
    await expect(open(withField(valid, 236, 8, '-1').slice(0, 770))).rejects.toThrow(
      'the file ends before its first data record of 16 bytes is complete',
    );
  });

  test('may be followed by other bytes, with a warning', async () => {
    const reader = await open(Uint8Array.of(...valid, 1, 2, 3));

    expect(reader.sampleCount).toBe(12);
    expect(reader.warnings).toEqual(['3 bytes after the last data record were ignored.']);
  });
});

describe('isEdf', () => {
  test('knows EDF and BDF by their first 256 bytes', () => {
    const bdf = buildEdf({ format: 'bdf', recordCount: 0, signals: [] });

    expect(isEdf(valid.subarray(0, 256))).toBe(true);
    expect(isEdf(bdf.subarray(0, 256))).toBe(true);
  });

  test('knows a file of which the date or the size of the header is broken', () => {
    expect(isEdf(withField(valid, 168, 8, 'X'))).toBe(true);
    expect(isEdf(withField(valid, 184, 8, 'X'))).toBe(true);
  });

  test('does not take a table of numbers for EDF', () => {
    expect(isEdf(new TextEncoder().encode('0       '.repeat(40)))).toBe(false);
    expect(isEdf(new TextEncoder().encode('0,1,2\n'.repeat(60)))).toBe(false);
    expect(isEdf(new Uint8Array(256))).toBe(false);
    expect(isEdf(new Uint8Array(0))).toBe(false);
    expect(isEdf(valid.subarray(0, 100))).toBe(false);
  });
});
