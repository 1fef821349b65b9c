import { expect, test } from 'vitest';
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../errors.ts';
import { bytesSource, fileSet } from './byte-source.ts';
import { openRecording } from './open-recording.ts';
import { everyFormat } from './testing/every-format.ts';

const open = (name: string, bytes: Uint8Array | string) => {
  const source = bytesSource(name, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  return openRecording(source, fileSet([source]), {});
};

test.each(everyFormat())(
  '$format is known by its content, whatever its name',
  async ({ format, files, options }) => {
    const sources = files.map(({ name, bytes }, i) => bytesSource(i === 0 ? 'upload.bin' : name, bytes));
    const reader = await openRecording(sources[0], fileSet(sources), options);
    expect(reader.format).toBe(format);
    expect(reader.samplingRate).toBe(250);
    const [lead] = [await reader.read(0, 0, reader.sampleCount)];
    // One second of a 1 mV triangle, whatever it was written as; EDF fills its last data record.
    expect(lead[125]).toBeCloseTo(1, 3);
    expect(lead[0]).toBeCloseTo(0, 3);
  },
);

test('an empty file is refused as such', async () => {
  await expect(open('x.mat', '')).rejects.toThrow(FileCorruptError);
});

test('bytes that are no recording are refused with what would be one', async () => {
  await expect(open('x.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2))).rejects.toThrow(
    FormatUnsupportedError,
  );
});

test('a signal file alone asks for its header', async () => {
  await expect(open('100.dat', Uint8Array.of(0, 1, 0xff, 0xfe))).rejects.toThrow(FileMissingError);
});
