/** What traces cost: the same requests with a collector and without. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient, load } from './client.mjs';

export async function measureTraces(cluster, headers, options) {
  let bytes = 0;
  const collector = createServer((request, response) => {
    request.on('data', (chunk) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const endpoint = `http://127.0.0.1:${collector.address().port}`;
  const cpuMs = {};
  for (const [name, variables] of [
    ['without', {}],
    ['with', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }],
  ]) {
    const servers = await cluster.start('api', 1, 2, variables);
    const { predict } = createClient(servers, headers);
    await load(predict, { ...options, seconds: 1 });
    const before = cluster.usage(servers);
    const { count } = await load(predict, options);
    const after = cluster.usage(servers);
    cpuMs[name] = (1000 * (after.main + after.rest - before.main - before.rest)) / count;
    await cluster.stop(servers);
  }
  collector.close();
  return { cpuMs, ratio: cpuMs.with / cpuMs.without, sentMegabytes: bytes / 1e6 };
}
