/** Tags as people write them: one line, with commas between. */

export function parseTags(line: string): string[] {
  const tags = line
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}

export function joinTags(tags: readonly string[]): string {
  return tags.join(', ');
}
