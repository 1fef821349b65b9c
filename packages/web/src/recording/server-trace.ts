import type { components } from '@sinode/client';
import { readEnvelope } from '@sinode/client';
import { client } from '../api/api.ts';
import type { TraceSource } from '../trace/trace-source.ts';

/** The signal of a recording, from the server. */
export function serverTrace({
  id,
  samplingRate,
  sampleCount,
  leads,
}: components['schemas']['Recording']): TraceSource {
  return {
    samplingRate,
    sampleCount,
    leads: leads.map(({ name }) => name),
    envelope: (lead, start, end, columns) =>
      readEnvelope(client, { recordingId: id, lead, start, end, columns }),
  };
}
