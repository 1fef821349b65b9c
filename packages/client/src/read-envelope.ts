import { ApiError } from './api-error.ts';
import type { Client } from './client.ts';

export interface EnvelopeRequest {
  readonly recordingId: string;
  /** As named in `leads` of the recording. */
  readonly lead: string;
  /** First sample. @default 0 */
  readonly start?: number;
  /** The sample after the last. @default the end of the recording */
  readonly end?: number;
  /** Of the plot, at most. @default 1000 */
  readonly columns?: number;
}

/** A stretch of a lead, reduced to the columns of a plot. */
export interface Envelope {
  /** mV, two for each column: minimum and maximum; both NaN where the whole column is a gap. */
  readonly minMax: Float32Array;
  /** Where column 0 begins. */
  readonly startSample: number;
  readonly samplesPerColumn: number;
  /** Hz. */
  readonly samplingRate: number;
  /** Of the whole recording. */
  readonly sampleCount: number;
}

/** @throws ApiError */
export async function readEnvelope(
  client: Client,
  { recordingId, lead, ...query }: EnvelopeRequest,
): Promise<Envelope> {
  const { data, error, response } = await client.GET('/v1/recordings/{id}/leads/{lead}/envelope', {
    params: { path: { id: recordingId, lead }, query },
    parseAs: 'arrayBuffer',
  });
  if (!response.ok || data === undefined) throw new ApiError(response, error);
  const number = (name: string) => Number(response.headers.get(name));
  return {
    minMax: littleEndianFloats(data),
    startSample: number('sinode-start-sample'),
    samplesPerColumn: number('sinode-samples-per-column'),
    samplingRate: number('sinode-sampling-rate'),
    sampleCount: number('sinode-sample-count'),
  };
}

/** Whatever the order of bytes of this machine is. */
function littleEndianFloats(buffer: ArrayBuffer): Float32Array {
  const view = new DataView(buffer);
  const values = new Float32Array(buffer.byteLength / Float32Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(4 * i, true);
  return values;
}
