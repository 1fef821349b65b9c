/** Podman and podman-compose, as `scripts/test-containers.mjs` has set them up. */
import { execFile } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Temporary, with all that Podman writes; empty where the tests of containers are not asked for. */
export const FOLDER = process.env.SINODE_TEST_CONTAINERS ?? '';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** What a build needs on a machine with a registry of its own. Secrets: none of it is in the image. */
const BUILD_OPTIONS = [
  '--network=host',
  `--secret=id=npmrc,src=${process.env.SINODE_TEST_NPMRC}`,
  `--secret=id=ca,src=${CERTIFICATES}`,
  `--volume=${process.env.HOME}/.npm:/host-npm`,
  '--build-arg=NODE_IMAGE=localhost/sinode-test/node',
  '--build-arg=BASE_IMAGE=localhost/sinode-test/base',
];

export const SERVICES_IMAGE = 'localhost/sinode-test/services';

/** @returns its standard output */
export async function podman(...args: string[]): Promise<string> {
  const { stdout } = await execute('podman', args, { cwd: ROOT, maxBuffer: 1e8 });
  return stdout.trim();
}

/** @returns all that a container has said, on both outputs */
export async function logs(container: string): Promise<string> {
  const { stdout, stderr } = await execute('podman', ['logs', container], { maxBuffer: 1e8 });
  return stdout + stderr;
}

/** Builds an image from the folder with its Dockerfile. */
export async function build(context: string, tag: string, ...options: string[]): Promise<void> {
  await podman('build', '--quiet', ...BUILD_OPTIONS, ...options, '--tag', tag, context);
}

export interface Project {
  readonly name: string;
  /** Runs `podman-compose` with these words; what it says is in `<name>.log` of the folder. */
  compose(...words: string[]): Promise<void>;
  /** Takes all of it away, volumes too. */
  remove(): Promise<void>;
}

/** @param variables - what a person writes into `.env` */
export function project(name: string, file: string, variables: Record<string, string>): Project {
  const options = [
    '--project-name',
    name,
    '--file',
    join(ROOT, file),
    '--podman-build-args',
    BUILD_OPTIONS.join(' '),
  ];
  const compose = async (...words: string[]) => {
    const said = await execute('podman-compose', [...options, ...words], {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      maxBuffer: 1e8,
    }).catch((error: { stdout: string; stderr: string; code: number }) => ({ ...error, isFailure: true }));
    await appendFile(join(FOLDER, `${name}.log`), `\n$ ${words.join(' ')}\n${said.stdout}\n${said.stderr}`);
    if ('isFailure' in said)
      throw new Error(`${words.join(' ')}: ${said.stdout.slice(-4000)}${said.stderr.slice(-4000)}`);
  };
  return {
    name,
    compose,
    async remove() {
      await compose('down', '--timeout', '5', '--volumes').catch(() => {});
    },
  };
}

/** @returns seconds until it is ready */
export async function untilReady(url: string, withinSeconds = 120): Promise<number> {
  const begin = performance.now();
  while (performance.now() - begin < withinSeconds * 1000) {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    if (answer?.ok) return (performance.now() - begin) / 1000;
    await wait(50);
  }
  throw new Error(`${url} is not ready after ${withinSeconds} s`);
}

/** MB (10⁶ bytes) that a container uses. */
export async function memoryMb(container: string): Promise<number> {
  const text = await podman('stats', '--no-stream', '--format', '{{.MemUsage}}', container);
  const [, amount = '', unit = ''] = /^([\d.]+)([kMG])B/.exec(text) ?? [];
  return Math.round(Number(amount) * ({ k: 1e-3, M: 1, G: 1e3 }[unit] ?? Number.NaN));
}
