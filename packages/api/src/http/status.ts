import type { EcgErrorCode } from '@sinode/core';

/** What each of the core's refusals is in HTTP; a forgotten one does not compile. */
export const STATUS_OF = {
  FORMAT_UNSUPPORTED: 415,
  FILE_CORRUPT: 422,
  FILE_MISSING: 422,
  SAMPLING_RATE_MISSING: 422,
  SAMPLING_RATE_UNSUPPORTED: 422,
  LEAD_NOT_FOUND: 422,
  SIGNAL_TOO_SHORT: 422,
  SIGNAL_FLAT: 422,
  SIGNAL_EMPTY: 422,
  MODEL_INVALID: 422,
  INVALID_ARGUMENT: 422,
} as const satisfies Record<EcgErrorCode, number>;
