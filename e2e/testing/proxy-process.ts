/** nginx and Caddy as processes of their own, with the configurations of `deploy/` and a certificate that nobody signed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Names of the configurations, which the certificate is for. */
export const DASHBOARD_NAME = 'ecg.example.org';
const API_NAME = 'ecg-api.example.org';

export interface Ports {
  readonly http: number;
  readonly https: number;
  readonly api: number;
  readonly web: number;
}

export interface ProxyProcess {
  stop(): Promise<void>;
}

interface Proxy {
  readonly program: string;
  /** @returns the arguments that make it run in the foreground with a configuration for these ports, and only there */
  configure(folder: string, ports: Ports): Promise<string[]>;
}

const config = (name: string) =>
  readFile(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), 'utf8');

const NGINX: Proxy = {
  program: 'nginx',
  async configure(folder, { http, https, api, web }) {
    const text = (await config('nginx/sinode.conf'))
      .replaceAll('/etc/ssl/sinode', folder)
      .replace('listen 80;', `listen 127.0.0.1:${http};`)
      .replaceAll('listen 443 ssl', `listen 127.0.0.1:${https} ssl`)
      .replace('127.0.0.1:8501', `127.0.0.1:${web}`)
      .replace('127.0.0.1:8000', `127.0.0.1:${api}`);
    await writeFile(join(folder, 'sinode.conf'), text);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    await writeFile(
      join(folder, 'nginx.conf'),
      `pid ${folder}/pid; error_log stderr; daemon off; worker_processes 1; events {}
       http { access_log off; ${temporary.join(' ')} include ${folder}/sinode.conf; }`,
    );
    return ['-p', folder, '-c', join(folder, 'nginx.conf')];
  },
};

const CADDY: Proxy = {
  program: 'caddy',
  async configure(folder, { http, https, api, web }) {
    const text = (await config('caddy/Caddyfile'))
      .replace('(sinode) {', `(sinode) {\n\ttls ${folder}/certificate.pem ${folder}/key.pem`)
      .replace('127.0.0.1:8501', `127.0.0.1:${web}`)
      .replace('127.0.0.1:8000', `127.0.0.1:${api}`);
    const global = `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n}\n`;
    await writeFile(join(folder, 'Caddyfile'), global + text);
    return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
  },
};

export const PROXIES: Readonly<Record<string, Proxy>> = { nginx: NGINX, Caddy: CADDY };

/** Also where the PATH of a user has no `sbin`. */
const PATH = `${process.env.PATH}:/usr/sbin`;

/** @returns why there can be no test with it, or `null` */
export function whyNot({ program }: Proxy): string | null {
  for (const needed of [program, 'openssl']) {
    const isThere = PATH.split(':').some((folder) => existsSync(join(folder, needed)));
    if (!isThere) return `${needed} is not installed`;
  }
  return null;
}

/** The proxy in front of a server, in a folder with `certificate.pem` for both names. */
export async function startProxy(proxy: Proxy, folder: string, ports: Ports): Promise<ProxyProcess> {
  await mkdir(folder, { recursive: true });
  const names = [DASHBOARD_NAME, API_NAME].map((name) => `DNS:${name}`).join(',');
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=test'];
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  execFileSync('openssl', [...request, '-addext', `subjectAltName=${names}`, ...files], { stdio: 'ignore' });
  const args = await proxy.configure(folder, ports);
  const env = { ...process.env, PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(proxy.program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await untilListening(child, ports.https, () => said);
  return {
    async stop() {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

export const certificateIn = (folder: string) => readFileSync(join(folder, 'certificate.pem'));

async function untilListening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said()}`);
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
      socket.once('connect', () => socket.end());
    });
    if (isThere) return;
    await wait(50);
  }
  throw new Error(`it does not listen: ${said()}`);
}
