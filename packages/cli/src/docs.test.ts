import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const LEFT_OUT = new Set(['node_modules', 'dist', 'runs', '.git', 'library', 'var', '.venv']);

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const files = markdownFiles(REPOSITORY).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

test('every link within the repository leads somewhere', () => {
  const links = files.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, target = '']) => ({ file, target })),
  );
  expect(links.length).toBeGreaterThan(5);
  const broken = links.filter(({ file, target }) => !existsSync(resolve(dirname(file), target)));
  expect(broken).toEqual([]);
});

test('every file that a document names in code font by its path is there', () => {
  const paths = files.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:packages|docs|models|fixtures|scripts|training)\/[\w./-]*\w)`/g)].map(
      ([, path = '']) => ({
        file,
        path,
      }),
    ),
  );
  expect(paths.length).toBeGreaterThan(3);
  // What a training leaves behind is named in its documents, but not committed.
  const missing = paths.filter(
    ({ path }) => !path.startsWith('training/runs') && !existsSync(join(REPOSITORY, path)),
  );
  expect(missing).toEqual([]);
});
