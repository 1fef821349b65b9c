/** @returns the index of the first value that is at least `value`; the length where there is none. Ascending values. */
export function firstAtLeast(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns the index of the value nearest to `value`, or -1 of none. Ascending values. */
export function nearestIndex(ascending: ArrayLike<number>, value: number): number {
  const after = firstAtLeast(ascending, value);
  const [left, right] = [ascending[after - 1], ascending[after]];
  if (left === undefined) return right === undefined ? -1 : after;
  if (right === undefined) return after - 1;
  return value - left <= right - value ? after - 1 : after;
}
