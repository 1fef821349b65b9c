/**
 * Every text of the page, in one place and one object, so that another language is another object of the same type.
 * Texts with parts in them are functions.
 */
import { english } from './en/index.ts';

export type Texts = typeof english;

/** By the language of the page; English until there is another. */
export const texts: Texts = english;
