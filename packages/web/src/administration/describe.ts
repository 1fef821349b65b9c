/** Models and events in words. */
import { texts } from '../texts/index.ts';
import { NOTHING } from '../ui/format.ts';
import { formatNumber } from '../ui/format-score.ts';
import type { ModelEvent, ModelIdentity } from './types.ts';

const { administration: words } = texts;

/** `sinode-qrs-2 1.0.0`. */
export function nameOf({ name, version }: ModelIdentity): string {
  return words.identity(name, version);
}

/** `20 %`, `12.5 %`: as it was chosen. @param share - 0 to 1 */
export function formatChosenShare(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/** `12.3 %`; `under 0.1 %` for what is there and rounds to nothing. @param share - 0 to 1 */
export function formatBinShare(share: number | null): string {
  if (share === null) return NOTHING;
  if (share > 0 && share < 0.0005) return words.under(`0.1 %`);
  return `${formatNumber(100 * share, 1)} %`;
}

/** What happened, in a sentence without its end. */
export function describeEvent({ action, model, share }: ModelEvent): string {
  const { history } = words.models;
  const name = model === null ? history.builtIn : nameOf(model);
  switch (action) {
    case 'promoted':
      return history.promoted(name);
    case 'rolled-back':
      return history.rolledBack(name);
    case 'shadow-started':
      return history.shadowStarted(name, share === null ? NOTHING : formatChosenShare(share));
    case 'shadow-stopped':
      return history.shadowStopped;
  }
}
