/** A list of samples that is filled. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  /** @returns the values so far */
  toArray(): Float32Array;
}

/** @param capacity - the most values that will come: one that grew would need twice its memory while it does */
export function createNumberList(capacity: number): NumberList {
  const values = new Float32Array(capacity);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      values[length++] = value;
    },
    toArray: () => (length === capacity ? values : values.slice(0, length)),
  };
}
