/** Which trace the code that asks belongs to. Without tracing there is none, and nothing of OpenTelemetry is loaded. */

export interface CurrentTrace {
  /** For a line of the log; empty outside of a trace. */
  logFields(): { trace_id?: string; span_id?: string };
  /** As W3C's header `traceparent` has it; null outside of a trace. */
  traceparent(): string | null;
}

const NONE: CurrentTrace = { logFields: () => ({}), traceparent: () => null };

let current = NONE;

/** @param traces - null for none any more */
export function setCurrentTrace(traces: CurrentTrace | null): void {
  current = traces ?? NONE;
}

export function currentTrace(): CurrentTrace {
  return current;
}
