import { ModelVersion, ModelWord } from '@sinode/contracts';
import { UsageError } from '../failures.ts';

/**
 * Which version of which model: `sinode-qrs-2@1.0.0`.
 *
 * @throws UsageError for anything else
 */
export function parseModelReference(text: string): { readonly name: string; readonly version: string } {
  const at = text.lastIndexOf('@');
  const name = ModelWord.safeParse(text.slice(0, Math.max(0, at)));
  const version = ModelVersion.safeParse(text.slice(at + 1));
  if (at > 0 && name.success && version.success) return { name: name.data, version: version.data };
  throw new UsageError(`A model is named with its version, such as sinode-qrs-2@1.0.0 (not "${text}").`);
}
