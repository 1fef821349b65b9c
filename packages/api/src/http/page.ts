/** Lists in pages: `limit` items after a cursor that only the server reads. */

import { fromText, wholeNumber } from '@sinode/contracts';
import { z } from 'zod';
import { Problem } from './problem.ts';

const MOST_ITEMS = 200;

/** What every list takes. */
export const PageQuery = z.object({
  limit: fromText(wholeNumber(1, MOST_ITEMS))
    .default(50)
    .meta({ default: 50, description: 'Items in a page' }),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before'),
});

/** A page of items; `nextCursor` is null on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Give it as `cursor` for the next page; null on the last'),
  });
}

/** The place of the last item of a page: in the order that the list has. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws Problem 422 for anything that `encodeCursor` did not make for a place of this shape */
export function decodeCursor<T extends z.ZodType>(cursor: string, place: T): z.infer<T> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Problem(422, 'VALIDATION_FAILED', 'query.cursor: is not a cursor of this list.');
  }
}
