import { z } from 'zod';

/** `12`, `-0.5`, `1e3`: what a person means by a number; not `''`, `0x10` or `Infinity`, which `Number()` takes too. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Lets a schema for numbers take the text of a flag, a form field or a query string as well. Text that is not a
 * plain decimal number is left as it is, for the schema to refuse in its own words.
 */
export function fromText<T extends z.ZodType<number>>(schema: T) {
  return z.preprocess((value) => {
    return typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  }, schema);
}

/** A number in words: `must be a number of Hz`, `must be greater than 0`. */
export function quantity(unit: string) {
  return z.number({ error: `must be a number of ${unit}` });
}

/** A whole number between two bounds, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.number({ error }).int({ error }).min(minimum, { error }).max(maximum, { error });
}
