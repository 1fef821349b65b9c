/** What traces cost: the same requests with a collector and without, in turns, the better of two. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient, load } from './client.mjs';

const TURNS = 2;

export async function measureTraces(cluster, headers, { clients, seconds }) {
  let bytes = 0;
  const collector = createServer((request, response) => {
    request.on('data', (chunk) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${collector.address().port}`;
  const cpuMs = { without: Number.POSITIVE_INFINITY, with: Number.POSITIVE_INFINITY };
  const turns = Array.from({ length: TURNS }, () => [
    ['without', {}],
    ['with', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }],
  ]);
  for (const [name, variables] of turns.flat()) {
    const servers = await cluster.start('api', 1, 2, variables);
    const { predict } = createClient(servers, headers);
    await load(predict, { clients, seconds: 1 });
    const before = cluster.usage(servers);
    const { count } = await load(predict, { clients, seconds: seconds / TURNS });
    const after = cluster.usage(servers);
    const used = after.main + after.rest - before.main - before.rest;
    cpuMs[name] = Math.min(cpuMs[name], (1000 * used) / count);
    await cluster.stop(servers);
  }
  collector.close();
  return { cpuMs, ratio: cpuMs.with / cpuMs.without, sentMegabytes: bytes / 1e6 };
}
