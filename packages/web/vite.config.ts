import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { offlineFiles } from './vite.offline.ts';

const API = 'http://127.0.0.1:8502';

/** What is worth compressing; less than a packet is not. */
const COMPRESSIBLE = /\.(js|css|html|svg|json|wasm|webmanifest)$/;
const LEAST_BYTES = 1024;

export default defineConfig({
  plugins: [react(), offlineFiles(), precompressed()],
  // The packages of this repository from their sources, so that a change shows at once.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false },
  worker: { format: 'es' },
  // Beside `sinode serve --web-port 8502`, whose dashboard answers all that is not a page.
  server: {
    port: 8501,
    proxy: Object.fromEntries(['/v1', '/health', '/models/', '/docs'].map((path) => [path, API])),
  },
});

/** Compresses once what would otherwise be compressed at every request. */
function precompressed(): Plugin {
  let folder = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    async closeBundle() {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = await readFile(file);
        if (bytes.length < LEAST_BYTES) continue;
        const params = {
          // The best takes half a minute for the WebAssembly and saves a tenth of it.
          [constants.BROTLI_PARAM_QUALITY]: bytes.length > 1_000_000 ? 9 : 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        };
        await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
        await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }
    },
  };
}
