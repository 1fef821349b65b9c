import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config/config.ts';
import type { Findings } from './findings.ts';

const ANSWER_MS = 3_000;

/** Whether Sinode answers at its ports or, where it does not run, could. */
export async function examinePorts(findings: Findings, config: Config): Promise<void> {
  const { host, apiPort, webPort, metricsPort, metricsHost, role } = config;
  await examinePort(findings, 'API', host, apiPort);
  if (webPort !== null && role !== 'worker') await examinePort(findings, 'dashboard', host, webPort);
  if (metricsPort !== null) await examinePort(findings, 'metrics', metricsHost, metricsPort);
}

async function examinePort(findings: Findings, what: string, host: string, port: number): Promise<void> {
  if (port === 0) return;
  const check = `port of the ${what}`;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const url = `http://${name}:${port}/health/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
  const body = await answer?.json().catch(() => null);
  if (answer?.ok === true && isReady(body)) {
    findings.fine(check, `Sinode answers at ${port}, and is ready.`);
  } else if (answer?.status === 503) {
    findings.fail(
      check,
      `Sinode answers at ${port} that it is not ready.`,
      'See its log, and the database below.',
    );
  } else if (await canListen(host, port)) {
    findings.fine(check, `${port} is free: no server runs here.`);
  } else {
    findings.fail(
      check,
      `Another program, or a server that does not answer, has port ${port} of ${host}.`,
      'End it, or choose another port.',
    );
  }
}

function isReady(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok';
}

async function canListen(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
