import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatUnsupportedError } from '../../errors.ts';
import { bytesSource } from '../byte-source.ts';
import { readMatVariables } from './read-mat.ts';
import { buildMat, joined, matContainer, matElement, matFile, matMatrix } from './testing/build-mat.ts';
import { writeMat } from './write-mat.ts';

function read(bytes: Uint8Array) {
  return readMatVariables(bytesSource('a.mat', bytes));
}

describe('every numeric class', () => {
  test.each([
    ['double', 6, 9, [0.1, -2.5]],
    ['single', 7, 7, [0.5, -2.5]],
    ['int8', 8, 1, [-128, 127]],
    ['uint8', 9, 2, [0, 255]],
    ['int16', 10, 3, [-32768, 32767]],
    ['uint16', 11, 4, [0, 65535]],
    ['int32', 12, 5, [-(2 ** 31), 2 ** 31 - 1]],
    ['uint32', 13, 6, [0, 2 ** 32 - 1]],
    ['int64', 14, 12, [-(2 ** 53), 2 ** 53]],
    ['uint64', 15, 13, [0, 2 ** 53]],
  ])('%s', async (_, arrayClass, storage, values) => {
    for (const bigEndian of [false, true]) {
      for (const compressed of [false, true]) {
        const variable = { name: 'x', dimensions: [1, 2], values, arrayClass, storage };
        const variables = await read(buildMat([variable], { bigEndian, compressed }));
        expect(variables.get('x')).toEqual({ rows: 1, columns: 2, values: Float64Array.from(values) });
      }
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('doubles that are stored as type %i to save space', async (storage) => {
    const variables = await read(
      buildMat([{ name: 'R_peak', dimensions: [3, 1], values: [1, 2, 100], storage }]),
    );
    expect(variables.get('R_peak')?.values).toEqual(Float64Array.of(1, 2, 100));
  });

  test('a logical array is numbers 0 and 1', async () => {
    const logical = {
      name: 'mask',
      dimensions: [1, 3],
      values: [1, 0, 1],
      arrayClass: 9,
      storage: 2,
      flags: 2,
    };
    expect((await read(buildMat([logical]))).get('mask')?.values).toEqual(Float64Array.of(1, 0, 1));
  });
});

test('what is not a numeric matrix is left out', async () => {
  const [x, text, cube] = [
    { name: 'x', dimensions: [1, 1], values: [5] },
    { name: 'text', dimensions: [1, 2], values: [72, 105], arrayClass: 4, storage: 4 },
    { name: 'cube', dimensions: [1, 1, 2], values: [1, 2] },
  ];
  // An opaque object has its flags and its name, and no dimensions.
  const opaque = matContainer(14, joined([matElement(6, [17, 0]), matElement(1, [111, 112, 113])]));
  const file = matFile([matMatrix(text), opaque, matMatrix(cube), matMatrix(x)]);
  expect([...(await read(file)).keys()]).toEqual(['x']);
});

test('an empty matrix has no values', async () => {
  const variables = await read(buildMat([{ name: 'R_peak', dimensions: [0, 0], values: [] }]));
  expect(variables.get('R_peak')).toEqual({ rows: 0, columns: 0, values: new Float64Array(0) });
});

test('what was written is read back, exactly', async () => {
  const matrix = fc.tuple(fc.nat(5), fc.nat(5)).chain(([rows, columns]) =>
    fc.record({
      name: fc.stringMatching(/^[a-zA-Z]\w{0,20}$/),
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      values: fc.array(fc.double(), { minLength: rows * columns, maxLength: rows * columns }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(matrix, { selector: ({ name }) => name, maxLength: 4 }),
      async (matrices) => {
        const variables = await read(writeMat(matrices));
        expect([...variables.keys()]).toEqual(matrices.map(({ name }) => name));
        for (const { name, rows, columns, values } of matrices) {
          expect(variables.get(name)).toEqual({ rows, columns, values: Float64Array.from(values) });
        }
      },
    ),
  );
});

test.each([
  ['a name with a space', { name: 'a b', rows: 1, columns: 1, values: [1] }],
  ['a name that begins with a digit', { name: '1a', rows: 1, columns: 1, values: [1] }],
  ['a wrong number of values', { name: 'a', rows: 2, columns: 1, values: [1] }],
])('%s is not written', (_, variable) => {
  expect(() => writeMat([variable])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});

test('variables that are each credible are refused when together they are not', async () => {
  // A hundred thousand bytes of zeros become 0.8 MB of doubles: ten times fit into 8 MiB, twelve times do not.
  const zeros = { dimensions: [100_000, 1], values: new Array(100_000).fill(0), storage: 2 };
  const matrix = buildMat([{ name: 'x', ...zeros }], { compressed: true }).subarray(128);
  expect((await read(matFile(new Array(10).fill(matrix)))).size).toBe(1);
  await expect(read(matFile(new Array(12).fill(matrix)))).rejects.toThrow(FormatUnsupportedError);
});

test('only the variables that are asked for are read', async () => {
  const file = buildMat([
    { name: 'R_peak', dimensions: [1, 1], values: [5] },
    { name: 'x', dimensions: [2_000_000, 1], values: new Array(2_000_000).fill(0), storage: 2 },
  ]);
  await expect(read(file)).rejects.toThrow(FormatUnsupportedError);
  const variables = await readMatVariables(bytesSource('a.mat', file), ['R_peak']);
  expect([...variables.keys()]).toEqual(['R_peak']);
});
