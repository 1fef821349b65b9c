const LONGEST = 80;

/**
 * A name that every file system takes: letters and digits of any script, the rest as hyphens.
 *
 * @param name - what a person called it
 * @param fallback - where nothing of the name is left
 */
export function fileName(name: string, ending: string, fallback: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  // Cut between characters, not within one.
  const short = [...words].slice(0, LONGEST).join('');
  const stem = short.replaceAll(/^-+|-+$/g, '');
  return `${stem === '' ? fallback : stem}.${ending}`;
}
