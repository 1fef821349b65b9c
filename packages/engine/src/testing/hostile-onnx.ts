/** Small networks that are meant to do harm: ONNX files written field by field. */

type Bytes = readonly number[];

/** @see https://protobuf.dev/programming-guides/encoding/ */
function varint(value: number | bigint): Bytes {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return bytes;
}

const number = (field: number, value: number | bigint): Bytes => [...varint(field << 3), ...varint(value)];
const message = (field: number, ...parts: Bytes[]): Bytes => {
  const body = parts.flat();
  return [...varint((field << 3) | 2), ...varint(body.length), ...body];
};
const text = (field: number, value: string): Bytes => message(field, [...new TextEncoder().encode(value)]);

/** @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const FLOAT = 1;
const INT64 = 7;
const BOOL = 9;

function valueInfo(
  field: number,
  name: string,
  type: number,
  dimensions: readonly (string | number)[],
): Bytes {
  const shape = message(
    2,
    ...dimensions.map((size) => message(1, typeof size === 'string' ? text(2, size) : number(1, size))),
  );
  return message(field, text(1, name), message(2, message(1, number(1, type), shape)));
}

function node(
  field: number,
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  ...more: Bytes[]
) {
  return message(
    field,
    ...inputs.map((each) => text(1, each)),
    ...outputs.map((each) => text(2, each)),
    text(4, type),
    ...more,
  );
}

function int64s(field: number, name: string, values: readonly number[], isScalar = false): Bytes {
  const dims = isScalar ? [] : [number(1, values.length)];
  return message(field, ...dims, number(2, INT64), ...values.map((value) => number(7, value)), text(8, name));
}

function truth(field: number, name: string): Bytes {
  return message(field, number(2, BOOL), number(5, 1), text(8, name));
}

function model(...graph: Bytes[]): Uint8Array {
  const io = [
    valueInfo(11, 'ecg', FLOAT, ['batch', 1, 'time']),
    valueInfo(12, 'beat', FLOAT, ['a', 'b', 'steps']),
  ];
  return Uint8Array.from([
    ...number(1, 8),
    ...message(7, ...graph, text(2, 'g'), ...io),
    ...message(8, text(1, ''), number(2, 17)),
  ]);
}

/** Goes round as often as 64 bits can say. */
export function endlessLoop(): Uint8Array {
  const body = message(
    6,
    node(1, 'Identity', ['condition_in'], ['condition_out']),
    node(1, 'Sigmoid', ['x_in'], ['x_out']),
    text(2, 'body'),
    valueInfo(11, 'round', INT64, []),
    valueInfo(11, 'condition_in', BOOL, []),
    valueInfo(11, 'x_in', FLOAT, ['batch', 1, 'time']),
    valueInfo(12, 'condition_out', BOOL, []),
    valueInfo(12, 'x_out', FLOAT, ['batch', 1, 'time']),
  );
  // AttributeProto: name, type GRAPH.
  const attribute = message(5, text(1, 'body'), body, number(20, 5));
  return model(
    node(1, 'Loop', ['rounds', 'yes', 'ecg'], ['beat'], attribute),
    int64s(5, 'rounds', [Number.MAX_SAFE_INTEGER], true),
    truth(5, 'yes'),
  );
}

/** @param count - of zeros, out of a number in the file */
export function constantOfShape(count: number): Uint8Array {
  return model(
    node(1, 'ConstantOfShape', ['shape'], ['zeros']),
    node(1, 'ReduceSum', ['zeros'], ['sum']),
    node(1, 'Add', ['ecg', 'sum'], ['beat']),
    int64s(5, 'shape', [count]),
  );
}
