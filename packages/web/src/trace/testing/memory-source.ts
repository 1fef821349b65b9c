import { type Envelope, inMemoryReader, traceLead } from '@sinode/core';
import type { TraceSource } from '../trace-source.ts';

export interface MemorySource extends TraceSource {
  /** How often it was asked. */
  readonly asked: () => number;
}

/** A source of the real thing, made from samples. */
export async function memorySource(
  samplingRate: number,
  leads: Readonly<Record<string, Float32Array>>,
): Promise<MemorySource> {
  const names = Object.keys(leads);
  const sampleCount = leads[names[0] ?? '']?.length ?? 0;
  const reader = inMemoryReader({
    name: 'test',
    format: 'json',
    samplingRate,
    sampleCount,
    startTime: null,
    warnings: [],
    annotations: [],
    leads: names.map((name) => ({ name, unit: 'mV', samples: leads[name] ?? new Float32Array(0) })),
  });
  const traces = await Promise.all(names.map((_, index) => traceLead(reader, index)));
  let asked = 0;
  return {
    samplingRate,
    sampleCount,
    leads: names,
    asked: () => asked,
    async envelope(lead, start, end, columns): Promise<Envelope> {
      asked++;
      const trace = traces[names.indexOf(lead)];
      if (trace === undefined) throw new Error(`no lead ${lead}`);
      return trace.envelope({ start, end, columns });
    },
  };
}
