import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const SOURCE = 'src/local/offline/service-worker.ts';
const SCRIPT = 'service-worker.js';
/** The page itself is asked for by its address. */
const PAGE = 'index.html';

/** Builds the service worker, and tells it all files that the page is made of. */
export function offlineFiles(): Plugin {
  let publicDir = '';
  let assetsDir = '';
  return {
    name: 'offline-files',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
      assetsDir = `${config.build.assetsDir}/`;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: SOURCE, fileName: SCRIPT });
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const script = bundle[SCRIPT];
        if (script?.type !== 'chunk') return this.error(`${SCRIPT} was not built`);
        if (script.imports.length > 0 || script.dynamicImports.length > 0) {
          this.error(`${SCRIPT} must be a script by itself, and imports ${script.imports.join(', ')}`);
        }
        const hash = createHash('sha256').update(script.code);
        const hashed: string[] = [];
        const named: string[] = [];
        for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (name === SCRIPT || name.endsWith('.map')) continue;
          hash.update(name);
          if (name.startsWith(assetsDir)) hashed.push(`/${name}`);
          else {
            hash.update(file.type === 'chunk' ? file.code : file.source);
            named.push(name === PAGE ? '/' : `/${name}`);
          }
        }
        for (const path of await filesIn(publicDir)) {
          const name = relative(publicDir, path).split(sep).join('/');
          hash.update(name).update(await readFile(path));
          named.push(`/${name}`);
        }
        const version = hash.digest('hex').slice(0, 16);
        script.code = `self.OFFLINE_FILES=${JSON.stringify({ version, hashed, named })};\n${script.code}`;
      },
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
