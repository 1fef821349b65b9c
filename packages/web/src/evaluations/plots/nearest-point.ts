/** CSS pixels; as far as a finger is broad. */
const REACH_PX = 16;

/**
 * @param xs - of the points, in the unit of `x`; NaN for a point that is not drawn
 * @param ys - as many
 * @returns the index of the point next to (x, y), or `null` where none is within reach
 */
export function nearestPoint(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  { x, y, reach = REACH_PX }: { readonly x: number; readonly y: number; readonly reach?: number },
): number | null {
  let nearest: number | null = null;
  let least = reach;
  for (let i = 0; i < xs.length; i++) {
    const distance = Math.hypot((xs[i] ?? Number.NaN) - x, (ys[i] ?? Number.NaN) - y);
    if (distance <= least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}
