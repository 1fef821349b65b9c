/**
 * Runs work on many items at once and gives the results in the order of the items.
 *
 * @param ahead - at most this many are under way or waiting to be given out: it bounds the memory
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  run: (item: T) => Promise<R>,
  ahead: number,
): AsyncGenerator<R, void, void> {
  const underWay: Promise<R>[] = [];
  for (const item of items) {
    const result = run(item);
    // Its error is thrown when its turn comes; until then nobody is listening, which Node would take for a crash.
    result.catch(() => {});
    underWay.push(result);
    if (underWay.length >= ahead) yield await (underWay.shift() as Promise<R>);
  }
  for (const result of underWay) yield await result;
}
