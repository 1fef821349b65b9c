import { fromText, wholeNumber } from '@sinode/contracts';
import { z } from 'zod';
import { UsageError } from './failures.ts';

/** How many threads work at once. */
export const Jobs = fromText(wholeNumber(1, 512)).describe('Threads; one for each core without it');

/** The form of an answer. */
export function formatOption<const T extends readonly [string, ...string[]]>(formats: T) {
  return z.enum(formats, { error: `must be one of ${formats.join(', ')}` });
}

/**
 * Checks what was typed after the options of a command.
 *
 * @param flags - where a field is not called like its flag: `{ toleranceMs: '--tolerance' }`
 * @throws UsageError that names every flag with a bad value, what was typed, and what would do
 */
export function parseOptions<T extends z.ZodType>(
  schema: T,
  typed: Readonly<Record<string, unknown>>,
  flags: Readonly<Record<string, string>> = {},
): z.infer<T> {
  const result = schema.safeParse(typed);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => {
    const field = String(issue.path[0] ?? '');
    const value = typed[field];
    const given = typeof value === 'string' ? ` (not "${value}")` : '';
    return `${flags[field] ?? flagOf(field)} ${issue.message}${given}`;
  });
  throw new UsageError(`${complaints.join('; ')}.`);
}

/** `samplingRate` → `--sampling-rate` */
function flagOf(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
