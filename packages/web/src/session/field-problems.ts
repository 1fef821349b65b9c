import { ApiError } from '@sinode/client';
import type { z } from 'zod';
import { texts } from '../texts/index.ts';

/** What is wrong with which field of a form. */
export type FieldProblems = Readonly<Record<string, string>>;

/** By the rules of the contract, before anything is sent. */
export function problemsIn(rules: z.ZodType, value: unknown): FieldProblems {
  const parsed = rules.safeParse(value);
  if (parsed.success) return {};
  return firstOfEach(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]));
}

/** What the server found wrong with the fields of a request. */
export function problemsOf(error: unknown): FieldProblems {
  if (!(error instanceof ApiError)) return {};
  return firstOfEach(error.fields.map(({ field, message }) => [field.replace(/^body\./, ''), message]));
}

/** The rule of the contract for a value: what it says about one that cannot be right. */
export function ruleOf(rules: z.ZodType): string {
  return rules.safeParse('').error?.issues[0]?.message ?? '';
}

function firstOfEach(problems: readonly (readonly [string, string])[]): FieldProblems {
  const first = new Map<string, string>();
  for (const [field, message] of problems) {
    if (!first.has(field)) first.set(field, texts.session.register.rule(message));
  }
  return Object.fromEntries(first);
}
