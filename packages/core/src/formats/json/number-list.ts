/** A list of samples that grows. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  /** @returns the values so far */
  toArray(): Float32Array;
}

const FIRST_CAPACITY = 8;

export function createNumberList(): NumberList {
  let values = new Float32Array(FIRST_CAPACITY);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const larger = new Float32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    toArray: () => values.slice(0, length),
  };
}
