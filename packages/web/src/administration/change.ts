/** What an administrator can do with the models of a server. */
import type { ModelIdentity } from './types.ts';

interface Explained {
  /** For the history; may be empty. */
  readonly reason: string;
}

export type Change =
  | ({ readonly kind: 'promote'; readonly model: ModelIdentity } & Explained)
  /** @property share - of the recordings, above 0 and up to 1 */
  | ({ readonly kind: 'shadow'; readonly model: ModelIdentity; readonly share: number } & Explained)
  | ({ readonly kind: 'roll-back'; readonly to: ModelIdentity } & Explained)
  | { readonly kind: 'stop'; readonly candidate: ModelIdentity }
  | { readonly kind: 'remove'; readonly model: ModelIdentity };

/** A change that somebody thinks about: what is yet to be said is asked for. */
export type Intention =
  | { readonly kind: 'promote'; readonly model: ModelIdentity }
  | { readonly kind: 'shadow'; readonly model: ModelIdentity }
  | { readonly kind: 'roll-back'; readonly to: ModelIdentity }
  | { readonly kind: 'stop'; readonly candidate: ModelIdentity }
  | { readonly kind: 'remove'; readonly model: ModelIdentity };

export function isSame(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.name === b.name && a.version === b.version;
}
