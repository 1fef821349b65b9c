/** Where the trace gets its samples from: the server, or a file in this browser. */

/** A stretch of a lead, reduced to columns; the client's and the core's `Envelope` both are one. */
export interface TraceEnvelope {
  /** mV, two for each column: minimum and maximum; both NaN where the whole column is a gap. */
  readonly minMax: Float32Array;
  /** Where column 0 begins. */
  readonly startSample: number;
  /** 1 where the columns are the samples themselves. */
  readonly samplesPerColumn: number;
}

export interface TraceSource {
  /** Hz. */
  readonly samplingRate: number;
  /** Of each lead. */
  readonly sampleCount: number;
  /** Names, in the order of the recording. */
  readonly leads: readonly string[];
  /**
   * @param lead - name of the lead
   * @param start - sample index, inclusive
   * @param end - sample index, exclusive; at most `sampleCount`
   * @param columns - at most so many
   */
  envelope(lead: string, start: number, end: number, columns: number): Promise<TraceEnvelope>;
}
