/** What is broken: two API processes and two workers, each started again when it ends, on one Postgres and one folder. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../run.mjs';
import { command } from './command.mjs';
import { createFalseClock, whyNoFalseClock } from './false-clock.mjs';
import { FAR_HOST, NEAR_DATABASE_HOST, openFarNetwork, whyNoFarNetwork } from './far-network.mjs';
import { isInside } from './own-namespace.mjs';
import { createPostgres } from './postgres.mjs';
import { mountDisk, whyNoDisk } from './small-disk.mjs';
import { supervise } from './supervisor.mjs';

const SINODE = join(ROOT, 'packages/cli/bin/sinode.js');
const LOCAL = '127.0.0.1';
/** systemd's own is 0.1 s, Kubernetes begins at once and backs off to minutes. */
const RESTART_MS = 1_000;
const READY_WITHIN_MS = 300_000;
const DATA_MEGABYTES = 3_000;
const DATABASE_MEGABYTES = 1_500;
const LIBRARY_RECORDS = 12;

/** Everything that a server says at this level is one of its own faults; what is broken around it is a warning. */
const BUG = /"level":[56]0|UnhandledPromise|^\w*Error:/;

export async function openDeployment() {
  const folder = mkdtempSync(join(tmpdir(), 'sinode-faults-'));
  // Run by root, Postgres is another user's and has to get in.
  chmodSync(folder, 0o711);
  if (isInside) command('ip', 'link', 'set', 'lo', 'up');
  const farewells = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })];
  const close = async () => {
    for (const farewell of farewells.splice(0).reverse()) {
      await Promise.resolve(farewell()).catch((error) => console.error(`ending: ${error.message}`));
    }
  };
  try {
    return await open(folder, (farewell) => farewells.push(farewell), close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(folder, onEnd, close) {
  const libraryDir = join(folder, 'library');
  const dataDir = join(folder, 'var');
  sinode('synth', libraryDir, '--records', String(LIBRARY_RECORDS));

  const disks = whyNoDisk() === null ? mountDisks(folder, onEnd) : null;
  const network = whyNoFarNetwork() === null ? await openFarNetwork() : null;
  if (network !== null) onEnd(network.close);
  const clock = whyNoFalseClock() === null ? createFalseClock(join(folder, 'clock')) : null;

  const databaseFolder = join(folder, 'database');
  mkdirSync(databaseFolder, { recursive: true });
  chmodSync(databaseFolder, 0o711);
  const hosts = network === null ? [LOCAL] : [LOCAL, NEAR_DATABASE_HOST];
  const postgres = await createPostgres(join(databaseFolder, 'own'), hosts, await freePort());
  onEnd(() => postgres.server.stop());
  postgres.server.begin();
  await until(
    () => postgres.server.isUp,
    () => postgres.server.log(),
  );

  const parts = {};
  for (const [name, role, isFar] of [
    ['api-1', 'api', false],
    ['api-2', 'api', true],
    ['worker-1', 'worker', false],
    ['worker-2', 'worker', true],
  ]) {
    const there = isFar ? network : null;
    const port = await freePort();
    const url = `http://${there === null ? LOCAL : FAR_HOST}:${port}`;
    const words = [process.execPath, SINODE, 'serve', '--role', role, '--port', String(port)];
    const [program, ...args] = [...(there?.enter ?? []), ...words];
    const process_ = supervise({
      name,
      start: () => ({
        program,
        args,
        options: {
          env: {
            ...process.env,
            NODE_ENV: 'production',
            SINODE_DATA_DIR: dataDir,
            SINODE_LIBRARY_DIR: libraryDir,
            SINODE_HOST: there === null ? LOCAL : FAR_HOST,
            SINODE_WEB_PORT: 'off',
            SINODE_LOG_LEVEL: 'warn',
            SINODE_THREADS: '2',
            // All people come from one address, and some of them all the time.
            SINODE_SIGN_IN_ATTEMPTS: '100000',
            SINODE_ADDRESS_ATTEMPTS: '1000000',
            DATABASE_URL: postgres.urlFrom(there === null ? LOCAL : NEAR_DATABASE_HOST),
            // The clock of the far machine is the one that goes wrong.
            ...(isFar && clock !== null ? clock.environment : {}),
          },
        },
      }),
      isReady: () => isReady(url),
      restartMs: RESTART_MS,
      isBug: (line) => BUG.test(line),
    });
    onEnd(() => process_.stop());
    parts[name] = { name, url, process: process_ };
  }
  // The first makes the tables; the others wait for it in any case.
  for (const { process: part } of Object.values(parts)) part.begin();
  for (const { name, process: part } of Object.values(parts)) {
    await until(
      () => part.isUp,
      () => `${name} is not ready:\n${part.log()}`,
    );
  }
  return {
    folder,
    dataDir,
    libraryDir,
    disks,
    network,
    clock,
    postgres: postgres.server,
    parts,
    apis: [parts['api-1'], parts['api-2']],
    workers: [parts['worker-1'], parts['worker-2']],
    /** Everything that is supervised. */
    processes: [postgres.server, ...Object.values(parts).map((part) => part.process)],
    close,
  };
}

function mountDisks(folder, onEnd) {
  const mount = (name, megabytes) => {
    const place = name === 'data' ? 'var' : 'database';
    const disk = mountDisk(join(folder, `${name}.img`), join(folder, place), megabytes);
    onEnd(disk.unmount);
    return disk;
  };
  return { data: mount('data', DATA_MEGABYTES), database: mount('database', DATABASE_MEGABYTES) };
}

async function isReady(url) {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
  await answer.arrayBuffer();
  return answer.ok;
}

/** @returns what it prints */
export function sinode(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SINODE, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`sinode ${args[0]}: ${stderr}`);
  return stdout;
}

async function until(isSo, complaint) {
  const end = performance.now() + READY_WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(complaint());
    await wait(50);
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, LOCAL, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
