import { z } from 'zod';

/** A place in a list as most lists have it: the order, the key of the item in it, the item. */
export const SomePlace = z.tuple([z.string(), z.string(), z.uuid()]);
