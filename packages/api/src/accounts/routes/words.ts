export const TOO_MANY =
  'Too many attempts from this address or on this account: `Retry-After` says when to try again';

/** For answers with a secret in them. */
export const NOT_STORED = ['cache-control', 'no-store'] as const;
