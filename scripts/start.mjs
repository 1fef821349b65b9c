/**
 * `npm start`: sets up, then serves. Arguments go to `sinode serve` (`npm start -- --port 9000`).
 */
import { join } from 'node:path';
import { ROOT } from './run.mjs';
import { setUp } from './setup.mjs';

setUp();

// In this process, so that whoever stops it stops the server.
process.argv.splice(1, 1, join(ROOT, 'packages/cli/bin/sinode.js'), 'serve');
await import('../packages/cli/bin/sinode.js');
