import { z } from 'zod';

/** A refusal, as in the reference system. */
export const Detail = z
  .object({ detail: z.string().describe('For a person: what is wrong, what to do') })
  .meta({ id: 'Detail', examples: [{ detail: 'Invalid username and/or password' }] });

/** How a route of the reference contract documents a refusal of its own. */
export function detailRefusal<S extends number>(status: S, description: string) {
  return { [status]: { description, content: { 'application/json': { schema: Detail } } } } as {
    [K in S]: { description: string; content: { 'application/json': { schema: typeof Detail } } };
  };
}
