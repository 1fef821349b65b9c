import { readFileSync } from 'node:fs';

/** From package.json, which lies one folder up from `src` and `dist` alike. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
