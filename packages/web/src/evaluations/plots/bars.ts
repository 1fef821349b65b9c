/** The bars of a histogram. */
import type uPlot from 'uplot';

const WIDEST_PX = 40;

/**
 * Bars that touch nearly, as those of a histogram do.
 *
 * @param share - of the room of a bin
 * @param align - 0 in the middle of the bin, −1 before it, 1 behind it
 */
export function barsOf(
  { paths }: typeof uPlot,
  { share = 0.9, align = 0 }: { readonly share?: number; readonly align?: -1 | 0 | 1 } = {},
): Pick<uPlot.Series, 'paths'> {
  const bars = paths.bars?.({ size: [share, WIDEST_PX], align });
  return bars === undefined ? {} : { paths: bars };
}
