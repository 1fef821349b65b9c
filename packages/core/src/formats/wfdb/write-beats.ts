import { encodeAnnotations } from './annotations.ts';

/**
 * Beats as a WFDB annotation file, all of them normal (N): nothing else is known of them.
 *
 * @param beats - ascending sample indices
 * @param samplingRate - Hz that they refer to
 */
export function beatAnnotations(beats: ArrayLike<number>, samplingRate: number): Uint8Array {
  const annotations = Array.from(beats, (sample) => {
    return { sample, symbol: 'N', subtype: 0, channel: 0, number: 0, aux: '' };
  });
  return encodeAnnotations(annotations, { samplingRate });
}
