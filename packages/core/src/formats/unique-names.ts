import { oneLine } from '../one-line.ts';

const LONGEST_NAME = 100;

/**
 * Names for leads, in the given order: of one line, trimmed, those without one numbered by their place, repeats told apart as
 * `II`, `II (2)`, `II (3)`.
 *
 * @param onlyName - what a single lead without a name is called
 */
export function uniqueNames(names: readonly string[], onlyName = '1'): string[] {
  const taken = new Set<string>();
  // Where the search for a free number goes on: thousands of leads of one name must not take their square of steps.
  const copies = new Map<string, number>();
  return names.map((given, index) => {
    const name = oneLine(given.trim(), LONGEST_NAME) || (names.length === 1 ? onlyName : String(index + 1));
    let unique = name;
    let copy = copies.get(name) ?? 1;
    while (taken.has(unique)) unique = `${name} (${++copy})`;
    copies.set(name, copy);
    taken.add(unique);
    return unique;
  });
}
