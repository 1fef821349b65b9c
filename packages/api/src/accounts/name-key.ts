/** What makes two names the same: signs that mean the same, and capital and small letters, are not told apart. */
export function nameKey(username: string): string {
  // Small letters can be written in a way of their own again, hence the form once more.
  return username.normalize('NFKC').toLowerCase().normalize('NFKC');
}
