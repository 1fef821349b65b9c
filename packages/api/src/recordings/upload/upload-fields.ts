import { UploadFields } from '@sinode/contracts';
import { Problem } from '../../http/problem.ts';
import { invalidRequest } from '../../http/validate.ts';

/**
 * The fields of an upload, as text, to what they say. Tags may come in several fields or in one with commas.
 *
 * @throws Problem 422 for a field that is unknown, not valid, or given twice
 */
export function readUploadFields(given: ReadonlyMap<string, readonly string[]>): UploadFields {
  const entries = [...given].map(([name, values]) => {
    if (name === 'tags') return [name, tagsOf(values)];
    if (values.length > 1) throw new Problem(422, 'VALIDATION_FAILED', `body.${name}: is given twice.`);
    return [name, values[0]];
  });
  const { success, data, error } = UploadFields.safeParse(Object.fromEntries(entries));
  if (success) return data;
  throw invalidRequest('body', error);
}

function tagsOf(values: readonly string[]): string[] {
  const tags = values.flatMap((value) => value.split(',')).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
