/**
 * The n-th smallest value without sorting everything (Hoare's selection, Communications of the ACM 4:321, 1961).
 *
 * @param values - at least `n + 1` finite values; reordered so that smaller ones stand before index `n`
 * @param n - 0 is the smallest
 */
export function selectNth(values: Float32Array, n: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swap = values[i];
        values[i++] = values[j];
        values[j--] = swap;
      }
    }
    if (n <= j) high = j;
    else if (n >= i) low = i;
    else break;
  }
  return values[n];
}
