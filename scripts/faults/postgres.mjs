/** A Postgres of its own, as somebody else's would be: the servers know its address, and nothing else. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeCluster, USER, writeSettings } from '../../packages/api/dist/database/embedded/make-cluster.js';
import { choosePlace } from '../../packages/api/dist/database/embedded/place.js';
import { supervise } from './supervisor.mjs';

const RESTART_MS = 500;

/**
 * @param {string} folder - exists; other users get in
 * @param {readonly string[]} hosts - addresses to listen on
 */
export async function createPostgres(folder, hosts, port) {
  mkdirSync(folder, { recursive: true });
  const place = await choosePlace(folder);
  const cluster = join(place.folder, 'cluster');
  const settingsFile = join(place.folder, 'faults.conf');
  const password = randomBytes(16).toString('hex');
  await makeCluster(place, cluster, password);
  const settings = [
    `listen_addresses = '${hosts.join(', ')}'`,
    `port = ${port}`,
    "unix_socket_directories = ''",
    'max_connections = 100',
    'shared_buffers = 64MB',
    // Small, so that a full disk is met by its log too.
    'max_wal_size = 64MB',
    'log_min_messages = fatal',
  ];
  await writeSettings(settingsFile, cluster, settings, null);
  for (const host of hosts)
    appendFileSync(join(cluster, 'pg_hba.conf'), `host all all ${host}/30 scram-sha-256\n`);
  const server = supervise({
    name: 'postgres',
    start: () => ({
      program: join(place.binaries.folder, 'native/bin/postgres'),
      args: ['-D', cluster, '-c', `config_file=${settingsFile}`],
      options: { cwd: place.folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...place.runAs },
    }),
    isReady: () => accepts(hosts[0], port),
    restartMs: RESTART_MS,
    isBug: () => false,
  });
  return { server, urlFrom: (host) => `postgres://${USER}:${password}@${host}:${port}/postgres` };
}

function accepts(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
