/**
 * The one thing the pipeline needs from a network; the two ONNX adapters implement it.
 */
export interface BeatNetwork {
  /**
   * @param input - prepared samples; the length is a multiple of the card's `input.lengthMultiple`
   * @returns the probability of a beat for each step of `output.strideSamples` samples
   */
  infer(input: Float32Array): Promise<Float32Array>;
  /** Frees the native session; the network cannot be used after it. */
  dispose(): Promise<void>;
}
