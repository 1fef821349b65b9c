/**
 * Names for leads: those without one are numbered from 1 (a single one is called `onlyName`), and of those that
 * share a name the later ones get a number.
 */
export function uniqueNames(names: readonly string[], onlyName: string): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const name = given.trim() || (names.length === 1 ? onlyName : String(index + 1));
    let unique = name;
    for (let copy = 2; taken.has(unique); copy++) unique = `${name} (${copy})`;
    taken.add(unique);
    return unique;
  });
}
