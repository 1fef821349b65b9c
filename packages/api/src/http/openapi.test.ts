import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { writeFileSync } from 'node:fs';
let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.close());
test('dump', async () => {
  writeFileSync('/tmp/h-docs/openapi.json', JSON.stringify(await (await fetch(`${server.url}/openapi.json`)).json(), null, 1));
});
