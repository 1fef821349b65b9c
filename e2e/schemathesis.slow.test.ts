/**
 * Schemathesis invents thousands of requests from the OpenAPI document, good and bad, and holds every answer against
 * it: no 5xx, nothing undocumented, nothing in another form than it says. Needs the program (`pip install
 * schemathesis`); `SINODE_SCHEMATHESIS` is its path.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askJson, ecgFile, expectUnharmed } from './testing/hostile.ts';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const PROGRAM = process.env.SINODE_SCHEMATHESIS;
if (PROGRAM === undefined)
  process.stderr.write('schemathesis is skipped: SINODE_SCHEMATHESIS does not say where it is\n');

/** The same requests each time. */
const SEED = 1;
const EXAMPLES = process.env.SINODE_SCHEMATHESIS_EXAMPLES ?? '25';

/** Each could end the session that all others need. */
const ENDINGS = ['signOut', 'endSession', 'changePassword', 'deleteAccount', 'deleteUser', 'setUserRole'];

/**
 * All checks but two. Whether a cursor is one of ours, a name is free, a file holds an ECG or a folder lies in the
 * library is no matter of form: what the schema takes may still be refused. And of server-sent events the document
 * describes the whole answer, as OpenAPI 3.1 has it, while Schemathesis takes the schema for that of a single event;
 * their form has tests of its own (`jobs/events.test.ts`).
 */
const CHECKS = `
[checks.positive_data_acceptance]
enabled = false

[[operations]]
include-path-regex = "/events$"
[operations.checks.response_schema_conformance]
enabled = false
`;

let place: Place;
let server: ServerProcess;
beforeAll(async () => {
  if (PROGRAM === undefined) return;
  place = await createPlace();
  // Told often enough that they are many, the limits on attempts would hide the routes behind them.
  const attempts = { SINODE_SIGN_IN_ATTEMPTS: '100000', SINODE_ADDRESS_ATTEMPTS: '100000' };
  server = await startServerProcess(place, { env: attempts });
});
afterAll(async () => {
  await server?.stop();
  await place?.remove();
});

interface Fuzzing {
  /** A config of Schemathesis, beside what all runs have. */
  readonly config?: string;
  readonly args: readonly string[];
}

/** @throws with everything that it found, and how to do it again */
async function fuzz(headers: { authorization: string }, { config = '', args }: Fuzzing): Promise<void> {
  const configPath = join(place.folder, 'schemathesis.toml');
  await writeFile(configPath, `${CHECKS}\n${config}`);
  const run = promisify(execFile)(
    PROGRAM ?? '',
    [
      ...['--config-file', configPath, 'run', `${server.url}/openapi.json`],
      ...['--header', `Authorization: ${headers.authorization}`],
      ...['--seed', String(SEED), '--max-examples', EXAMPLES, '--workers', '1', '--request-timeout', '20'],
      ...['--generation-database', 'none', '--continue-on-failure', '--no-shrink', '--warnings', 'off'],
      ...args,
    ],
    // It leaves folders of its own where it runs.
    { cwd: place.folder, maxBuffer: 100_000_000, env: { ...process.env, NO_COLOR: '1' } },
  );
  const report = await run.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });
  // That it did something at all.
  expect(Number(/(\d+) generated/.exec(report.stdout)?.[1])).toBeGreaterThan(10);
}

test.runIf(PROGRAM)('whatever is asked, the answer is one that the document has', async () => {
  const headers = await signIn(server.url, 'fuzzer');
  await fuzz(headers, { args: ENDINGS.flatMap((id) => ['--exclude-operation-id', id]) });
  await expectUnharmed(server);
});

test.runIf(PROGRAM)('whatever is asked about things that are there', async () => {
  const headers = await signIn(server.url, 'librarian');
  const form = new FormData();
  form.append('samplingRate', '500');
  form.append('file', new Blob([ecgFile(1)]), 'mine.mat');
  const uploaded = await fetch(`${server.url}/v1/recordings`, { method: 'POST', headers, body: form });
  const recording = ((await uploaded.json()) as { id: string }).id;
  const make = async (path: string, body: object) => {
    const { status, text } = await askJson(`${server.url}${path}`, body, headers);
    expect([path, status, text]).toEqual([path, expect.toBeOneOf([201, 202]), expect.any(String)]);
    return (JSON.parse(text) as { id: string }).id;
  };
  const analysis = await make(`/v1/recordings/${recording}/analyses`, { lead: 'ecg' });
  const basedOn = { analysisId: analysis };
  const correction = await make(`/v1/recordings/${recording}/corrections`, {
    lead: 'ecg',
    basedOn,
    changes: [],
  });
  const evaluation = await make('/v1/evaluations', { source: { kind: 'library' }, protocol: 'cpsc2019' });
  const known = {
    recordings: recording,
    analyses: analysis,
    corrections: correction,
    evaluations: evaluation,
  };
  const config = Object.entries(known).map(([kind, id]) =>
    [
      '[[operations]]',
      `include-path-regex = "^/v1/${kind}/\\\\{id\\\\}"`,
      `parameters = { "path.id" = "${id}"${kind === 'recordings' ? ', "path.lead" = "ecg", "path.name" = "mine.mat"' : ''} }`,
    ].join('\n'),
  );
  await fuzz(headers, {
    config: config.join('\n'),
    args: [
      ...['--include-path-regex', '^/v1/(recordings|analyses|corrections|evaluations)/\\{id\\}'],
      ...['--exclude-method', 'DELETE', '--phases', 'coverage,fuzzing'],
    ],
  });
  const still = await fetch(`${server.url}/v1/recordings/${recording}/download`, { headers });
  expect(still.status).toBe(200);
  await expectUnharmed(server);
});

test.runIf(PROGRAM).each(ENDINGS)('whatever is asked of %s', async (operation) => {
  const headers = await signIn(server.url, `leaver-${operation}`);
  // Alone, nothing follows from it: what it did to the session shows in 401, which is documented.
  await fuzz(headers, {
    args: ['--include-operation-id', operation, '--phases', 'examples,coverage,fuzzing'],
  });
  await expectUnharmed(server);
});
