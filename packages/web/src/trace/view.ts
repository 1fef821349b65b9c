/** Which part of a recording is shown, and how large. Everything here is arithmetic; nothing draws. */

/** A CSS millimetre: what a ruler says on paper, and about that on a screen. */
export const PIXELS_PER_MM = 96 / 25.4;

/** The speeds and gains of ECG paper. */
export const SPEEDS_MM_PER_SECOND = [5, 10, 12.5, 25, 50, 100] as const;
export const GAINS_MM_PER_MV = [2.5, 5, 10, 20, 40] as const;
export const STANDARD_SPEED = 25;
export const STANDARD_GAIN = 10;

/** One beat fills the screen. */
const FASTEST_MM_PER_SECOND = 400;

/** What the trace should have above and below its baseline at the most and at the least. */
const [MOST_MM, LEAST_MM] = [35, 4];

/**
 * The gain of ECG paper, 10 mm/mV, unless the trace would leave its lane or be next to flat.
 *
 * @param amplitudeMv - how far the trace is from its baseline where it is far from it
 */
export function fittingGain(amplitudeMv: number): number {
  const fits = (gain: number) => amplitudeMv * gain <= MOST_MM;
  if (!fits(STANDARD_GAIN)) return GAINS_MM_PER_MV.findLast(fits) ?? GAINS_MM_PER_MV[0];
  if (amplitudeMv === 0 || amplitudeMv * STANDARD_GAIN >= LEAST_MM) return STANDARD_GAIN;
  return (
    GAINS_MM_PER_MV.find((gain) => gain > STANDARD_GAIN && amplitudeMv * gain >= LEAST_MM) ??
    GAINS_MM_PER_MV[GAINS_MM_PER_MV.length - 1] ??
    STANDARD_GAIN
  );
}

export interface View {
  /** Time at the left edge of the paper; never negative. */
  readonly startSeconds: number;
  readonly mmPerSecond: number;
  readonly mmPerMv: number;
}

/** What a view has to fit into. */
export interface Extent {
  readonly durationSeconds: number;
  /** CSS pixels of the paper, without the margin at its left. */
  readonly widthPixels: number;
}

export function pixelsPerSecond({ mmPerSecond }: View): number {
  return mmPerSecond * PIXELS_PER_MM;
}

export function pixelsPerMv({ mmPerMv }: View): number {
  return mmPerMv * PIXELS_PER_MM;
}

/** Seconds that the paper shows. */
export function shownSeconds(view: View, { widthPixels }: Extent): number {
  return widthPixels / pixelsPerSecond(view);
}

/** The speed at which the whole recording fills the paper. */
export function fittingSpeed({ durationSeconds, widthPixels }: Extent): number {
  return widthPixels / durationSeconds / PIXELS_PER_MM;
}

/** The nearest view that shows something: not faster than one beat, not slower than the whole, not past an end. */
export function clampView(view: View, extent: Extent): View {
  const slowest = Math.min(STANDARD_SPEED, fittingSpeed(extent));
  const mmPerSecond = Math.min(FASTEST_MM_PER_SECOND, Math.max(slowest, view.mmPerSecond));
  const shown = shownSeconds({ ...view, mmPerSecond }, extent);
  const last = Math.max(0, extent.durationSeconds - shown);
  return { ...view, mmPerSecond, startSeconds: Math.min(last, Math.max(0, view.startSeconds)) };
}

/** @param factor - greater than 1 to see more closely; what is at `anchorPixels` from the left edge stays there */
export function zoomAround(view: View, extent: Extent, factor: number, anchorPixels: number): View {
  const { mmPerSecond } = clampView({ ...view, mmPerSecond: view.mmPerSecond * factor }, extent);
  const anchorSeconds = view.startSeconds + anchorPixels / pixelsPerSecond(view);
  const startSeconds = anchorSeconds - anchorPixels / pixelsPerSecond({ ...view, mmPerSecond });
  return clampView({ ...view, mmPerSecond, startSeconds }, extent);
}

/** @param pixels - greater than 0 to see what comes later */
export function panBy(view: View, extent: Extent, pixels: number): View {
  return clampView({ ...view, startSeconds: view.startSeconds + pixels / pixelsPerSecond(view) }, extent);
}

/** The same magnification with a moment in the middle. */
export function centreOn(view: View, extent: Extent, seconds: number): View {
  return clampView({ ...view, startSeconds: seconds - shownSeconds(view, extent) / 2 }, extent);
}

/** As it is where the moment is well inside, else centred on it. */
export function bringIntoView(view: View, extent: Extent, seconds: number): View {
  const shown = shownSeconds(view, extent);
  const isInside = seconds >= view.startSeconds + 0.05 * shown && seconds <= view.startSeconds + 0.95 * shown;
  return isInside ? view : centreOn(view, extent, seconds);
}
