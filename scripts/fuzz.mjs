/**
 * `npm run fuzz`: coverage-guided fuzzing of every parser. The parsers are compiled with counters in their branches, then
 * `fuzz/main.ts` runs; `npm run fuzz -- --help` says how.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from './fuzz/compile.mjs';
import { ROOT } from './run.mjs';

// Inside the repository, so that packages are found; of its own, so that two runs do not disturb each other.
mkdirSync(join(ROOT, 'out/fuzz'), { recursive: true });
const folder = mkdtempSync(join(ROOT, 'out/fuzz/build-'));
try {
  const { file, instrumented } = compile({ entry: join(ROOT, 'fuzz/main.ts'), folder });
  const { main } = await import(pathToFileURL(file).href);
  process.exitCode = await main(process.argv.slice(2), instrumented);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
