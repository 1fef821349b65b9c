import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileCorruptError, FormatUnsupportedError, InvalidArgumentError } from '../../errors.ts';
import type { Annotation } from '../../recording/recording.ts';
import { codeOf, symbolOf } from './annotation-codes.ts';
import { encodeAnnotations, isBeat, parseAnnotations } from './annotations.ts';

const parse = (...bytes: number[]) => parseAnnotations(Uint8Array.from(bytes), 'r.atr');
const plain = { subtype: 0, channel: 0, number: 0, aux: '' };
const ascii = (text: string) => [...new TextEncoder().encode(text)];

/** A word as it stands in the file. */
const word = (code: number, value: number) => [value & 0xff, (code << 2) | (value >> 8)];

describe('an annotation file', () => {
  test('holds intervals of up to 1023 samples and a code', () => {
    expect(parse(...word(1, 18), ...word(5, 1023), 0, 0).annotations).toEqual([
      { sample: 18, symbol: 'N', ...plain },
      { sample: 1041, symbol: 'V', ...plain },
    ]);
  });

  test('holds longer and negative intervals in the order of a PDP-11', () => {
    // 0x00012345: the high word 0x0001 first, each word low byte first; then -2.
    const far = [...word(59, 0), 0x01, 0x00, 0x45, 0x23, ...word(1, 0)];
    const back = [...word(59, 0), 0xff, 0xff, 0xfe, 0xff, ...word(1, 0)];
    expect(parse(...far, ...back, 0, 0).annotations.map(({ sample }) => sample)).toEqual([0x12345, 0x12343]);
  });

  test('resets the subtype and keeps the channel and the number', () => {
    const fields = [...word(61, 0x3ff), ...word(62, 200), ...word(60, 2)];
    expect(parse(...word(1, 5), ...fields, ...word(1, 5), ...word(60, 0), 0, 0).annotations).toEqual([
      { sample: 5, symbol: 'N', subtype: -1, channel: 200, number: 2, aux: '' },
      { sample: 10, symbol: 'N', subtype: 0, channel: 200, number: 0, aux: '' },
    ]);
  });

  test('opens like that of MIT-BIH record 101: a rhythm with a padded text', () => {
    const opening = [0x07, 0x70, 0x03, 0xfc, 0x28, 0x4e, 0x00, 0x00, 0x4c, 0x04];
    expect(parse(...opening).annotations).toEqual([
      { sample: 7, symbol: '+', ...plain, aux: '(N' },
      { sample: 83, symbol: 'N', ...plain },
    ]);
  });

  test('says its own sampling rate in a note that is no annotation', () => {
    const note = '## time resolution: 360.5';
    const file = parse(...word(22, 0), ...word(63, note.length), ...ascii(note), 0, ...word(1, 3), 0, 0);
    expect(file).toEqual({ samplingRate: 360.5, annotations: [{ sample: 3, symbol: 'N', ...plain }] });
  });

  test('may hold notes that say something else', () => {
    const note = '## time resolution: fast';
    const file = parse(...word(22, 0), ...word(63, note.length), ...ascii(note));
    expect(file).toEqual({
      samplingRate: null,
      annotations: [{ sample: 0, symbol: '"', ...plain, aux: note }],
    });
  });

  test('may hold words that move the time and are no annotation', () => {
    const back = [...word(59, 0), 0xff, 0xff, 0xff, 0xff, ...word(0, 1)];
    expect(parse(...back, ...word(1, 3), 0, 0).annotations).toEqual([{ sample: 3, symbol: 'N', ...plain }]);
  });

  test('may be empty, lack its end marker, or have anything after it', () => {
    expect(parse()).toEqual({ annotations: [], samplingRate: null });
    expect(parse(0, 0)).toEqual({ annotations: [], samplingRate: null });
    expect(parse(...word(1, 3)).annotations).toHaveLength(1);
    expect(parse(...word(1, 3), 0, 0, 0xff).annotations).toHaveLength(1);
  });

  test.each([
    ['an odd byte at the end', [...word(1, 3), 7], 'byte 2'],
    ['a long interval that is cut off', [...word(59, 0), 1, 0, 0], 'byte 2'],
    ['a text that is cut off', [...word(1, 3), ...word(63, 5), 65, 66], 'byte 4'],
    ['a text without its padding', [...word(1, 3), ...word(63, 1), 65], 'byte 4'],
    ['a field before the first annotation', word(61, 1), 'byte 0'],
    ['a code that does not exist', [...word(1, 3), ...word(55, 1)], 'byte 2'],
    ['a time beyond all recordings', [...word(59, 0), 0xff, 0x7f, 0xff, 0xff, ...word(1, 1)], 'byte 6'],
    ['a time before the first sample', [...word(59, 0), 0xff, 0xff, 0xfe, 0xff, ...word(1, 0)], 'byte 6'],
  ])('is refused for %s, with the place', (_, bytes, where) => {
    expect(() => parse(...bytes)).toThrow(FileCorruptError);
    expect(() => parse(...bytes)).toThrow(`r.atr, ${where}:`);
  });

  test('in the format of the AHA database is recognised and refused', () => {
    const aha = [0, 78, 0, 0, 100, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(() => parse(...aha)).toThrow(FormatUnsupportedError);
    // The same start with another fourth word is a T-wave change at sample 512.
    expect(parse(0, 78, 7, 4, 7, 4, 7, 4, 7, 4, 7, 4, 7, 4, 0, 0).annotations[0]).toMatchObject({
      sample: 512,
      symbol: 'T',
    });
  });
});

test('every code has a symbol of its own and back', () => {
  const symbols = Array.from({ length: 50 }, (_, code) => symbolOf(code)!);
  expect(new Set(symbols).size).toBe(50);
  expect(symbols.map(codeOf)).toEqual([...symbols.keys()]);
  expect(symbols.slice(0, 6)).toEqual([' ', 'N', 'L', 'R', 'a', 'V']);
  expect([symbols[12], symbols[28], symbols[32], symbols[41], symbols[42]]).toEqual([
    '/',
    '+',
    '[',
    'r',
    '[42]',
  ]);
  expect(symbolOf(50)).toBeUndefined();
});

test('the nineteen beat symbols are beats and nothing else is', () => {
  const symbols = Array.from({ length: 50 }, (_, code) => symbolOf(code)!);
  expect(symbols.filter(isBeat).sort().join('')).toBe([...'NLRBAaJSVrFejnE/fQ?'].sort().join(''));
});

describe('encoded annotations', () => {
  const annotation = fc.record({
    sample: fc.oneof(fc.nat(3000), fc.nat(2 ** 31 - 1)),
    symbol: fc.integer({ min: 1, max: 49 }).map((code) => symbolOf(code)!),
    subtype: fc.integer({ min: -128, max: 127 }),
    channel: fc.integer({ min: 0, max: 255 }),
    number: fc.integer({ min: -128, max: 127 }),
    aux: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/\0+$/, '')),
  });

  test('are read back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(annotation),
        fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }),
        (some, rate) => {
          const bytes = encodeAnnotations(some, rate === undefined ? {} : { samplingRate: rate });
          expect(parseAnnotations(bytes, 'r.atr')).toEqual({ annotations: some, samplingRate: rate ?? null });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('take two bytes each where they are close and plain', () => {
    const beats: Annotation[] = [10, 1033, 2057].map((sample) => ({ sample, symbol: 'N', ...plain }));
    expect([...encodeAnnotations(beats)]).toEqual([
      ...word(1, 10),
      ...word(1, 1023),
      ...word(59, 0),
      ...[0x00, 0x00, 0x00, 0x04],
      ...word(1, 0),
      ...[0, 0],
    ]);
  });

  test.each<[string, Partial<Annotation>, string]>([
    ['a symbol of no annotation', { symbol: ' ' }, 'WFDB has no annotation " ".'],
    ['an unknown symbol', { symbol: 'QRS' }, 'WFDB has no annotation "QRS".'],
    ['half a sample', { sample: 0.5 }, 'The sample of an annotation is 0.5;'],
    ['a negative sample', { sample: -1 }, 'The sample of an annotation is -1;'],
    ['a large subtype', { subtype: 128 }, 'The subtype of an annotation is 128;'],
    ['a negative channel', { channel: -1 }, 'The channel of an annotation is -1;'],
    [
      'a long text',
      { aux: 'é'.repeat(128) },
      'The text of an annotation is 256 bytes long; the format holds 255.',
    ],
  ])('cannot hold %s', (_, change, message) => {
    const encode = () => encodeAnnotations([{ sample: 1, symbol: 'N', ...plain, ...change }]);
    expect(encode).toThrow(InvalidArgumentError);
    expect(encode).toThrow(message);
  });
});
