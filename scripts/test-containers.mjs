/**
 * `npm run test:containers`: builds the image, brings up the compose files and asks them what a user would, with Podman.
 * Needs root on Debian, and installs Podman where it is not; elsewhere it says why it does nothing.
 *
 *   npm run test:containers                    everything made for it is removed at the end
 *   npm run test:containers -- --keep <folder> base images and layers stay there, and the next time is quicker
 *
 * Other arguments go to the test runner. No registry of images is asked: Debian comes from debootstrap, Node from npm, and
 * Postgres and Caddy are Debian's.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, tryToRun } from './run.mjs';

const PROGRAMS = ['podman', 'podman-compose', 'runc', 'debootstrap'];
/** What Podman needs for networks with names, and for `init`. */
const WITH_THEM = ['netavark', 'aardvark-dns', 'catatonit', 'iptables'];
/** Without it, debootstrap's own. */
const MIRROR = process.env.SINODE_DEBIAN_MIRROR;
const NODE_MAJOR = 22;
const IMAGES = { base: 'localhost/sinode-test/base', node: 'localhost/sinode-test/node' };
const NOT_IN_SLIM_IMAGES = ['doc', 'man', 'info', 'locale'];

const args = process.argv.slice(2);
const keepAt = args.indexOf('--keep');
const kept = keepAt < 0 ? null : args.splice(keepAt, 2)[1];

const reason = whyNot();
if (reason !== null) {
  console.log(`The tests of containers are skipped: ${reason}.`);
  process.exit(0);
}
const folder = kept ?? mkdtempSync(join(tmpdir(), 'sinode-containers-'));
mkdirSync(folder, { recursive: true });
const env = configure();
let status = 1;
try {
  // Nothing of ours is in these: where Debian cannot be had, or no container runs at all, there is nothing to test.
  if (tryToMakeImages()) status = runTests();
  else {
    console.log('The tests of containers are skipped: none with Debian and Node can be run here.');
    status = 0;
  }
} finally {
  podman('rm', '--all', '--force', '--time', '1');
  podman('volume', 'prune', '--force');
  podman('network', 'prune', '--force');
  if (kept === null) {
    podman('rmi', '--all', '--force');
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(status);

function runTests() {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const status = tryToRun(
    process.execPath,
    [vitest, 'run', '--project', 'slow', 'e2e/containers', ...args],
    env,
  );
  const figures = join(folder, 'figures.json');
  if (existsSync(figures)) console.log(`Figures of the containers: ${readFileSync(figures, 'utf8')}`);
  return status;
}

/** @returns whether a container of them runs; why not is on the error output */
function tryToMakeImages() {
  try {
    makeImages();
    must('podman', ['run', '--rm', IMAGES.node, 'node', '--version'], { quiet: true });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

/** @returns what is missing here, or `null` when all is there or could be installed */
function whyNot() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return 'they need root on Linux';
  const missing = PROGRAMS.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length === 0) return null;
  if (!existsSync('/etc/debian_version')) return `${missing.join(', ')} are not installed`;
  console.error(`Installing ${missing.join(', ')} (once) …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['-qq', 'install', '--yes', '--no-install-recommends', ...missing, ...WITH_THEM];
  const isThere =
    tryToRun('apt-get', ['-qq', 'update'], quiet) === 0 && tryToRun('apt-get', install, quiet) === 0;
  return isThere ? null : `${missing.join(', ')} could not be installed`;
}

/** A Podman that shares nothing with the one of this machine. */
function configure() {
  const file = (name, lines) => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  };
  // Debian's crun does not run on every kernel. A process may not raise its limits where it lacks the right to.
  const limits = '"nofile=16384:16384", "nproc=16384:16384"';
  return {
    CONTAINERS_CONF: file('containers.conf', [
      `[containers]\ndefault_ulimits = [${limits}]`,
      '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"',
      `[network]\nnetwork_backend = "netavark"\nnetwork_config_dir = "${folder}/networks"`,
    ]),
    CONTAINERS_STORAGE_CONF: file('storage.conf', [
      `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"`,
    ]),
    // Podman's own format of images knows no health checks.
    BUILDAH_FORMAT: 'docker',
    SINODE_TEST_CONTAINERS: folder,
    SINODE_TEST_NPMRC: file('npmrc', [...npmSettings(), 'cache=/host-npm', 'prefer-offline=true']),
  };
}

/** How npm reaches its registry here, which is nobody else's business: a secret of the build. */
function npmSettings() {
  const files = ['globalconfig', 'userconfig'].map((name) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8', cwd: tmpdir() }).trim(),
  );
  const texts = files
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  // Paths of this machine mean nothing in there.
  return texts.filter((line) => line.includes('=') && !/^\s*(cafile|cache|prefix|nodedir)\s*=/.test(line));
}

function makeImages() {
  if (podman('image', 'exists', IMAGES.node) === 0) return;
  console.error(`Making a small Debian with Node ${NODE_MAJOR} (once) …`);
  const debian = join(folder, 'debian');
  rmSync(debian, { recursive: true, force: true });
  must(
    'debootstrap',
    ['--variant=minbase', '--include=ca-certificates', 'bookworm', debian, ...(MIRROR ? [MIRROR] : [])],
    {
      quiet: true,
    },
  );
  for (const name of NOT_IN_SLIM_IMAGES) rmSync(join(debian, 'usr/share', name), { recursive: true });
  for (const name of ['cache/apt', 'lib/apt/lists', 'log']) {
    rmSync(join(debian, 'var', name), { recursive: true });
    mkdirSync(join(debian, 'var', name));
  }
  must('sh', ['-c', `tar -C '${debian}' -c . | podman import -q - ${IMAGES.base}`], { quiet: true });
  rmSync(debian, { recursive: true });

  const context = join(folder, 'node');
  const local = join(context, 'usr/local');
  rmSync(context, { recursive: true, force: true });
  mkdirSync(join(local, 'bin'), { recursive: true });
  const name = `node-linux-${process.arch}`;
  const install = [
    'install',
    '--no-save',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--prefix',
    join(folder, 'npm'),
  ];
  must('npm', [...install, `${name}@${NODE_MAJOR}`]);
  cpSync(join(folder, 'npm/node_modules', name, 'bin/node'), join(local, 'bin/node'));
  const ours = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
  cpSync(join(ours, 'npm'), join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const program of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${program}-cli.js`, join(local, 'bin', program));
  }
  writeFileSync(join(context, 'Dockerfile'), `FROM ${IMAGES.base}\nCOPY usr /usr\n`);
  must('podman', ['build', '--quiet', '--tag', IMAGES.node, context], { quiet: true });
  for (const path of [context, join(folder, 'npm')]) rmSync(path, { recursive: true });
}

function podman(...words) {
  return spawnSync('podman', words, { env: { ...process.env, ...env }, stdio: 'ignore' }).status;
}

function must(command, words, { quiet = false } = {}) {
  const output = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const options = { env: { ...process.env, ...env, HOME: homedir() }, stdio: output, encoding: 'utf8' };
  const result = spawnSync(command, words, options);
  if (result.status !== 0) {
    throw new Error(
      `${command} ${words.join(' ')} failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`,
    );
  }
}
