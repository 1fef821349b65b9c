/** Nothing leaves the computer: the native library of ONNX Runtime is told so before it can send or keep anything. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

test.each([
  [
    'in worker threads',
    `const { createEngine } = await import('@sinode/engine');
     const { readModel } = await import('@sinode/core/node');
     const engine = await createEngine(await readModel(), { threads: 1, maxQueue: 1 });
     await engine.close();`,
  ],
  [
    'in a program of its own',
    `const { readModel } = await import('@sinode/core/node');
     const { createNodeNetwork } = await import('@sinode/core/onnx-node');
     const { card, bytes } = await readModel();
     await createNodeNetwork(bytes, card);`,
  ],
])('a network that was loaded %s leaves nothing in the home folder', async (_where, program) => {
  const home = await mkdtemp(join(tmpdir(), 'sinode-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...environment } = process.env;
  await promisify(execFile)(process.execPath, ['--eval', `(async () => { ${program} })()`], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...environment, HOME: home },
  });
  expect(await readdir(home, { recursive: true })).toEqual([]);
});
