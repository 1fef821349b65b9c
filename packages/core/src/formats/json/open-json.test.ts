import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EcgError, SamplingRateMissingError } from '../../errors.ts';
import type { RecordingReader } from '../../recording/recording.ts';
import { bytesSource } from '../byte-source.ts';
import { isJson, openJson } from './open-json.ts';

const RATE = { samplingRate: 250 };

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** @param value - JSON text, or what is to be written as JSON */
function open(value: unknown, options: { samplingRate?: number } = RATE): Promise<RecordingReader> {
  return openJson(bytesSource('a.json', bytesOf(value)), options);
}

async function wholeLeads(reader: RecordingReader): Promise<Record<string, number[]>> {
  const leads = reader.leads.map(async ({ name }, i): Promise<[string, number[]]> => {
    return [name, Array.from(await reader.read(i, 0, reader.sampleCount))];
  });
  return Object.fromEntries(await Promise.all(leads));
}

describe('what is read', () => {
  const I = [1, 2, 3];
  const II = [4, 5, -6];

  test.each([
    ['a list of numbers', I, { ecg: I }],
    ['a list of leads', [I, II], { 1: I, 2: II }],
    ['a list of objects', [{ name: 'I', samples: I }, { samples: II }], { I, 2: II }],
    ['named leads', { leads: { I, II } }, { I, II }],
    ['named leads with units', { leads: { I: { samples: I, unit: 'mV' } } }, { I }],
    ['leads as objects', { leads: [{ name: 'I', samples: I }] }, { I }],
    ['leads as lists', { leads: [I, II] }, { 1: I, 2: II }],
    [
      'leads of the same name',
      {
        leads: [
          { name: 'I', samples: I },
          { name: 'I', samples: II },
        ],
      },
      { I, 'I (2)': II },
    ],
    ['ecg', { ecg: I }, { ecg: I }],
    ['signal of several leads', { signal: [I, II] }, { 1: I, 2: II }],
    ['samples', { other: [1, 'x', { y: null }], samples: I }, { ecg: I }],
    ['data', { Data: I }, { ecg: I }],
  ])('%s', async (_, document, leads) => {
    const reader = await open(document);
    expect(reader).toMatchObject({ name: 'a.json', format: 'json', samplingRate: 250, sampleCount: 3 });
    expect(await wholeLeads(reader)).toEqual(leads);
  });

  test('null, and what Python writes for missing samples, is a gap', async () => {
    expect(await wholeLeads(await open('[1, null, NaN, -Infinity, 1e99, 2]'))).toEqual({
      ecg: [1, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 2],
    });
  });

  test.each([
    ['mV', 1],
    ['uV', 1e-3],
    ['µV', 1e-3],
    ['V', 1000],
  ])('a unit of %s becomes mV', async (unit, factor) => {
    const all = await open({ unit, ecg: [2] });
    const one = await open({ unit: 'nV', leads: [{ name: 'I', unit, samples: [2] }] });
    for (const reader of [all, one]) {
      expect(reader.leads[0].unit).toBe(unit);
      expect(await reader.read(0, 0, 1)).toEqual(Float32Array.of(2 * factor));
    }
  });

  test('a unit that is no voltage is kept with a warning', async () => {
    const reader = await open({ unit: 'mmHg', ecg: [120] });
    expect(await wholeLeads(reader)).toEqual({ ecg: [120] });
    expect(reader.warnings).toEqual([expect.stringContaining('mmHg')]);
  });

  test('the start time', async () => {
    const reader = await open({ startTime: '2024-01-31T10:00:00Z', ecg: [1] });
    expect(reader.startTime).toEqual(new Date('2024-01-31T10:00:00Z'));
    expect((await open({ startTime: null, ecg: [1] })).startTime).toBeNull();
  });

  test('escapes in names, a byte order mark and blanks', async () => {
    const text = '\ufeff \r\n\t{ "leads" : { "\\u0049\\"" : [ 1 , 2 ] } } \n';
    expect(await wholeLeads(await open(text))).toEqual({ 'I"': [1, 2] });
  });

  test('what was written is read back as the nearest float, in any pieces', async () => {
    const samples = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { freq: 10 }), {
      minLength: 1,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(samples, fc.nat(200), async (values, cut) => {
        const reader = await open(values);
        const expected = Float32Array.from(values, (value) => {
          const sample = Math.fround((value ?? Number.NaN) + 0);
          return Number.isFinite(sample) ? sample : Number.NaN;
        });
        const middle = Math.min(cut, values.length);
        expect(await reader.read(0, 0, middle)).toEqual(expected.slice(0, middle));
        expect(await reader.read(0, middle, values.length)).toEqual(expected.slice(middle));
      }),
    );
  });
});

describe('the sampling rate', () => {
  test.each(['samplingRate', 'fs', 'sampling_rate', 'sample_rate'])('is read from %s', async (name) => {
    expect((await open({ [name]: 360, ecg: [1] }, {})).samplingRate).toBe(360);
  });

  test('the given one wins', async () => {
    expect((await open({ fs: 360, ecg: [1] }, { samplingRate: 100 })).samplingRate).toBe(100);
  });

  test('is missing in a plain list', async () => {
    await expect(open([1, 2], {})).rejects.toThrow(SamplingRateMissingError);
  });

  test.each([0, -5, 1e9, '360', null, [360]])('%j is none', async (fs) => {
    await expect(open({ fs, ecg: [1] }, {})).rejects.toMatchObject({ code: 'FILE_CORRUPT', where: 'fs' });
  });
});

describe('mistakes are found', () => {
  const LONG = new Array(37).fill(0);

  test.each([
    ['[1,"2",3]', '[1]'],
    ['[[1],[2,true]]', '[1][1]'],
    ['{"ecg":[1,[2]]}', 'ecg[1]'],
    ['{"ecg":7}', 'ecg'],
    [JSON.stringify({ leads: [{ samples: [1] }, { samples: [...LONG, 'x'] }] }), 'leads[1].samples[37]'],
    ['{"leads":{"II":[1],"aVR x":[false]}}', 'leads["aVR x"][0]'],
    ['{"leads":[{"name":"I"}]}', 'leads[0]'],
    ['{"leads":[{"name":1,"samples":[1]}]}', 'leads[0].name'],
    ['{"leads":[[1,2],[3]]}', 'leads[1]'],
    ['{"unit":5,"ecg":[1]}', 'unit'],
    ['{"startTime":"soon","ecg":[1]}', 'startTime'],
    ['{"name":"x"}', 'top level'],
    ['"text"', 'top level'],
    ['null', 'top level'],
  ])('%s', async (text, where) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'FILE_CORRUPT', where });
  });

  test.each([
    ['', 'byte 0'],
    ['[1,2', 'byte 4'],
    ['[1,]', 'byte 3'],
    ['[1 2]', 'byte 3'],
    ['[1] x', 'byte 4'],
    ['[1,-]', 'byte 3'],
    ['[1,1-2]', 'byte 3'],
    ['{"ecg" [1]}', 'byte 7'],
    ['{ecg:[1]}', 'byte 1'],
    ['{"ecg":[1],}', 'byte 11'],
    ['{"e\ncg":[1]}', 'byte 1'],
    ['{"ecg', 'byte 1'],
  ])('%j breaks off', async (text, where) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'FILE_CORRUPT', where });
  });

  test.each(['[]', '[[]]', '{"leads":{}}', '{"leads":[]}'])('%s holds nothing', async (text) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'FORMAT_UNSUPPORTED' });
  });
});

test('a unit of blanks is none', async () => {
  const { leads, warnings } = await open('{"fs":250,"unit":" ","leads":{"I":[1]}}');
  expect(leads[0].unit).toBeNull();
  expect(warnings).toEqual([]);
});

describe('hostile files', () => {
  test('deep nesting is refused', async () => {
    await expect(open('['.repeat(1e6))).rejects.toThrow(/levels deep/);
    await expect(open('{"a":'.repeat(1e6))).rejects.toThrow(/levels deep/);
  });

  test('millions of values that are no samples are refused', async () => {
    await expect(open(`[${'[],'.repeat(1_100_000)}[]]`)).rejects.toThrow(/more than 20000 values/);
    await expect(open(`[${'1,'.repeat(1_100_000)}[]]`)).rejects.toThrow(/more than 20000 values/);
  });

  test('what is no part of the signal may be as much as it likes, and must be JSON', async () => {
    const beats = '{"sample":12,"symbol":"N\\"","x":[null,true,{}]},'.repeat(5_000);
    const document = (more: string) => `{"beats":[${beats}${more}],"fs":250,"ecg":[1]}`;
    expect((await open(document('{}'))).sampleCount).toBe(1);
    for (const wrong of ['', '{', '{"a"}', '{1:2}', '"open', 'nul', '['.repeat(100)]) {
      await expect(open(document(wrong))).rejects.toBeInstanceOf(EcgError);
    }
  });

  test('a text of megabytes is no name and no unit', async () => {
    const text = 'x'.repeat(100_000);
    await expect(open(`{"fs":250,"unit":"${text}","ecg":[1]}`)).rejects.toThrow(/longer than 65536 bytes/);
    expect((await open(`{"fs":250,"scan":"${text}","ecg":[1]}`)).sampleCount).toBe(1);
  });

  test('a list of samples in the wrong direction is refused', async () => {
    await expect(open(new Array(2000).fill([1, 2]))).rejects.toThrow(/2000 lists/);
  });

  test('more than 256 MiB are refused before they are read', async () => {
    const source = { name: 'a.json', size: 2 ** 28 + 1, read: () => Promise.reject(new Error('was read')) };
    await expect(openJson(source, RATE)).rejects.toThrow(/256 MiB/);
  });

  const DOCUMENTS = [
    { samplingRate: 250, unit: 'uV', startTime: '2024-01-31T10:00:00Z', leads: { II: [1, null, -2.5e-1] } },
    {
      fs: 360,
      leads: [{ name: 'I', samples: [1, 2], unit: 'mV' }, { samples: [3, 4] }],
      notes: ['a', { b: true }],
    },
    [
      [1, 2],
      [3, null],
    ],
  ].map(bytesOf);
  const byte = fc.oneof(
    fc.nat(255),
    fc.constantFrom(...Array.from('[]{}",:\\ 0-.eENtfn', (character) => character.charCodeAt(0))),
  );

  test('any bytes of any document may be wrong or missing', async () => {
    const change = fc.tuple(fc.nat(), byte, fc.constantFrom(0, 1, 20));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DOCUMENTS),
        fc.array(change, { maxLength: 5 }),
        async (document, changes) => {
          const mutated = Array.from(document);
          for (const [at, value, removed] of changes)
            mutated.splice(at % (mutated.length + 1), removed, value);
          try {
            await openJson(bytesSource('a.json', Uint8Array.from(mutated)), {});
          } catch (error) {
            if (!(error instanceof EcgError)) throw error;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a document that is cut off anywhere is refused in words', async () => {
    for (const document of DOCUMENTS) {
      for (let length = 0; length < document.length; length++) {
        const cut = bytesSource('a.json', document.slice(0, length));
        await expect(openJson(cut, RATE)).rejects.toBeInstanceOf(EcgError);
      }
    }
  });
});

test.each([
  ['[1, 2]', true],
  ['\ufeff \n[ [1]', true],
  ['{"leads"', true],
  ['[', true],
  ['[{"name"', true],
  ['{ leads', false],
  ['[Header]\nfs=500', false],
  ['time,II\n0,1', false],
  ['', false],
])('%j: JSON is %s', (text, expected) => {
  expect(isJson(bytesOf(text))).toBe(expected);
});
