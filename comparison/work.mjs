import { fileURLToPath } from 'node:url';

/** Where the three programs meet when they are not told another place. */
export const WORK = fileURLToPath(new URL('../out/comparison/', import.meta.url));

export const PICTURE = fileURLToPath(new URL('../docs/images/comparison.svg', import.meta.url));
