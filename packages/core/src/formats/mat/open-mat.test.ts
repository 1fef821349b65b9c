import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileCorruptError, FormatUnsupportedError, SamplingRateMissingError } from '../../errors.ts';
import { bytesSource } from '../byte-source.ts';
import { isMat, openMat } from './open-mat.ts';
import { buildMat, type MatFixture, type MatFixtureOptions } from './testing/build-mat.ts';

const ECG: MatFixture = { name: 'ecg', dimensions: [3, 1], values: [0.5, -1, 2] };
const RATE = { samplingRate: 250 };

function open(
  variables: readonly MatFixture[],
  options: { samplingRate?: number } = RATE,
  as?: MatFixtureOptions,
) {
  return openMat(bytesSource('a.mat', buildMat(variables, as)), options);
}

function scalar(name: string, value: number): MatFixture {
  return { name, dimensions: [1, 1], values: [value] };
}

function zeros(name: string, rows: number, columns: number): MatFixture {
  return { name, dimensions: [rows, columns], values: new Array(rows * columns).fill(0) };
}

describe('what is read', () => {
  test.each([
    { bigEndian: false, compressed: false },
    { bigEndian: false, compressed: true },
    { bigEndian: true, compressed: false },
    { bigEndian: true, compressed: true },
  ])('one lead in mV, %o', async (as) => {
    const reader = await open([ECG], RATE, as);
    expect(reader).toMatchObject({
      name: 'a.mat',
      format: 'mat',
      leads: [{ name: 'ecg', unit: null }],
      samplingRate: 250,
      sampleCount: 3,
      startTime: null,
      warnings: [],
    });
    expect(await reader.read(0, 0, 3)).toEqual(Float32Array.of(0.5, -1, 2));
    expect(await reader.read(0, 1, 2)).toEqual(Float32Array.of(-1));
    expect(await reader.read(0, 3, 3)).toEqual(new Float32Array(0));
  });

  test('the longer dimension is time, whichever it is', async () => {
    const columns = await open([{ name: 'ecg', dimensions: [3, 2], values: [1, 2, 3, 10, 20, 30] }]);
    const rows = await open([{ name: 'ecg', dimensions: [2, 3], values: [1, 10, 2, 20, 3, 30] }]);
    for (const reader of [columns, rows]) {
      expect(reader.leads.map((lead) => lead.name)).toEqual(['1', '2']);
      expect(await reader.read(0, 0, 3)).toEqual(Float32Array.of(1, 2, 3));
      expect(await reader.read(1, 1, 3)).toEqual(Float32Array.of(20, 30));
    }
  });

  test('twelve leads get the standard names, and a warning that they were assumed', async () => {
    const reader = await open([zeros('ecg', 12, 20)]);
    expect(reader.leads.map((lead) => lead.name).join(' ')).toBe('I II III aVR aVL aVF V1 V2 V3 V4 V5 V6');
    expect(reader.warnings).toEqual([expect.stringContaining('does not name its 12 leads')]);
  });

  test('values that are not finite are gaps', async () => {
    const reader = await open([{ ...ECG, values: [Number.NaN, Number.POSITIVE_INFINITY, 1e300] }]);
    expect(await reader.read(0, 0, 3)).toEqual(Float32Array.of(Number.NaN, Number.NaN, Number.NaN));
  });

  test('the imaginary part of a complex signal is left out with a warning', async () => {
    const reader = await open([{ ...ECG, values: [1, 2, 3, 7, 8, 9], flags: 8 }]);
    expect(await reader.read(0, 0, 3)).toEqual(Float32Array.of(1, 2, 3));
    expect(reader.warnings).toEqual([expect.stringContaining('imaginary')]);
  });

  test('of an uncompressed file only the bytes that are asked for are read', async () => {
    const bytes = bytesSource('a.mat', buildMat([zeros('ecg', 10_000, 2)]));
    let bytesRead = 0;
    const counting = {
      ...bytes,
      read: async (offset: number, length: number) => {
        const piece = await bytes.read(offset, length);
        bytesRead += piece.length;
        return piece;
      },
    };
    const reader = await openMat(counting, RATE);
    expect(bytesRead).toBeLessThan(4096);
    bytesRead = 0;
    await reader.read(1, 5000, 5100);
    expect(bytesRead).toBe(100 * 8);
  });

  test('any split into pieces equals the whole, in either orientation', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 60 }),
        fc.boolean(),
        fc.nat(60),
        async (samples, transposed, cut) => {
          const values = [...samples, ...samples.map((value) => -value)];
          const interleaved = samples.flatMap((value) => [value, -value]);
          const reader = await open([
            transposed
              ? { name: 'ecg', dimensions: [2, samples.length], values: interleaved }
              : { name: 'ecg', dimensions: [samples.length, 2], values },
          ]);
          const middle = Math.min(cut, samples.length);
          const whole = await reader.read(1, 0, samples.length);
          expect(whole).toEqual(Float32Array.from(samples, (value) => -value));
          const pieces = [
            ...(await reader.read(1, 0, middle)),
            ...(await reader.read(1, middle, samples.length)),
          ];
          expect(Float32Array.from(pieces)).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('which variable', () => {
  test('ecg comes before all others, in any case', async () => {
    const reader = await open([zeros('R_peak', 1, 9), { ...ECG, name: 'ECG' }, zeros('val', 1, 7)]);
    expect(reader.sampleCount).toBe(3);
  });

  test("PhysioNet's val is taken with a warning about its units", async () => {
    const reader = await open([{ ...ECG, name: 'val' }, zeros('other', 2, 9)]);
    expect(reader.warnings).toEqual([expect.stringContaining('raw units')]);
  });

  test('the only matrix is taken whatever its name', async () => {
    const reader = await open([scalar('gain', 200), { ...ECG, name: 'x' }]);
    expect(reader.sampleCount).toBe(3);
  });

  test('of several matrices none is guessed; the message lists them', async () => {
    await expect(open([zeros('a', 1, 9), zeros('b', 2, 9)])).rejects.toThrow(
      /several.*a \(1×9 double\), b \(2×9 double\)/,
    );
  });

  test.each([
    ['struct', { ...ECG, arrayClass: 2 }],
    ['text', { ...ECG, arrayClass: 4 }],
    ['2×2×2 double', { ...zeros('ecg', 4, 2), dimensions: [2, 2, 2] }],
    ['0×0 double', zeros('ecg', 0, 0)],
  ])('an ecg that is a %s is refused by name', async (kind, variable) => {
    await expect(open([variable, ECG].slice(0, 1))).rejects.toThrow(new RegExp(`ecg \\(.*${kind}`));
  });

  test('a file without variables is refused', async () => {
    await expect(open([])).rejects.toThrow(/no variables/);
  });

  test('an image is not taken for leads', async () => {
    await expect(open([zeros('ecg', 1100, 1100)])).rejects.toThrow(/1100 leads/);
  });
});

describe('the sampling rate', () => {
  test.each(['fs', 'Fs', 'samplingRate', 'sampling_rate', 'freq', 'sfreq'])(
    'is read from %s',
    async (name) => {
      expect((await open([ECG, scalar(name, 360)], {})).samplingRate).toBe(360);
    },
  );

  test('the given one wins', async () => {
    expect((await open([ECG, scalar('fs', 360)], { samplingRate: 100 })).samplingRate).toBe(100);
  });

  test('is 500 Hz for a file of the form of CPSC2019, with a warning', async () => {
    const reader = await open([zeros('ecg', 5000, 1)], {});
    expect(reader.samplingRate).toBe(500);
    expect(reader.warnings).toEqual([expect.stringContaining('500 Hz is assumed')]);
  });

  test.each([
    ['another length', [zeros('ecg', 5001, 1)]],
    ['another name', [zeros('val', 5000, 1)]],
    ['two leads', [zeros('ecg', 2500, 2)]],
    ['an fs of 0', [ECG, scalar('fs', 0)]],
    ['an fs of several numbers', [ECG, zeros('fs', 1, 2)]],
  ])('is missing with %s', async (_, variables) => {
    await expect(open(variables, {})).rejects.toThrow(SamplingRateMissingError);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a given %d is refused', async (samplingRate) => {
    await expect(open([ECG], { samplingRate })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('other levels of MAT', () => {
  test('v7.3 is recognised and refused with what to do', async () => {
    const bytes = buildMat([ECG]);
    new DataView(bytes.buffer).setUint16(124, 0x0200, true);
    expect(isMat(bytes)).toBe(true);
    await expect(openMat(bytesSource('a.mat', bytes), RATE)).rejects.toThrow(/v7\.3.*-v7 or -v6/);
  });

  test.each([
    ['little', true, 0],
    ['big', false, 1000],
  ])('v4 in %s-endian order is recognised and refused', async (_, littleEndian, type) => {
    const bytes = new Uint8Array(20 + 4 + 8);
    const view = new DataView(bytes.buffer);
    [type, 1, 1, 0, 4].forEach((word, i) => {
      view.setUint32(4 * i, word, littleEndian);
    });
    bytes.set(new TextEncoder().encode('ecg'), 20);
    expect(isMat(bytes)).toBe(true);
    await expect(openMat(bytesSource('a.mat', bytes), RATE)).rejects.toThrow(FormatUnsupportedError);
  });

  test('text and zeros are no MAT-file', () => {
    expect(isMat(new TextEncoder().encode('time,II\n0.000,0.1\n'.repeat(20)))).toBe(false);
    expect(isMat(new Uint8Array(200))).toBe(false);
    expect(isMat(new Uint8Array(0))).toBe(false);
  });
});

test('values that do not fit the dimensions are a corrupt file', async () => {
  await expect(open([{ ...ECG, values: [1, 2] }])).rejects.toThrow(FileCorruptError);
});
