/** A real server: filled, backed up while people upload, wiped, put back, and asked for everything again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { encodeAnnotations, synthesizeRecording, writeMat, writeWfdb } from '@sinode/core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/sinode.js', import.meta.url));
const PASSWORD = 'correct horse battery staple';
let folder: string;
let server: { process: ChildProcess; url: string } | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sinode-backup-cli-'));
  // Run by root, Postgres is another user's and has to get in.
  await chmod(folder, 0o711);
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

function spawnCli(args: readonly string[]): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: '',
    SINODE_DATA_DIR: join(folder, 'var'),
    SINODE_LIBRARY_DIR: join(folder, 'library'),
    SINODE_API_PORT: '0',
    SINODE_WEB_PORT: 'off',
  };
  return spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function sinode(...args: string[]) {
  const child = spawnCli(args);
  if (child.stdout === null || child.stderr === null) throw new Error('there are no pipes');
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

async function start(): Promise<string> {
  const child = spawnCli(['serve']);
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      said += piece;
      const found = /API: (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(said)));
  });
  server = { process: child, url };
  return url;
}

async function stop(): Promise<void> {
  const stopping = server?.process;
  server = null;
  if (stopping === undefined || stopping.exitCode !== null) return;
  stopping.kill('SIGTERM');
  await once(stopping, 'exit');
}

/** Asks as somebody; what is no success is an error. */
function client(token: string) {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const answer = await fetch(`${server?.url}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  return {
    ask,
    json: async <T>(path: string) => (await ask(path)).json() as Promise<T>,
    post: async <T>(path: string, body: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as T;
    },
    async upload(files: readonly { name: string; bytes: Uint8Array }[], fields: Record<string, string> = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const { name, bytes } of files)
        form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
      const answer = await ask('/v1/recordings', { method: 'POST', body: form });
      return (await answer.json()) as { id: string };
    },
  };
}
type Client = ReturnType<typeof client>;

async function signIn(username: string): Promise<Client> {
  const answer = await fetch(`${server?.url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  expect(answer.status).toBe(200);
  return client(((await answer.json()) as { accessToken: string }).accessToken);
}

function wfdb(seed: number) {
  const { recording, annotations } = synthesizeRecording({
    seed,
    durationSeconds: 10,
    samplingRate: 500,
    leads: ['I', 'II'],
  });
  const written = writeWfdb({ recordName: 'r', leads: recording.leads, samplingRate: 500 });
  return [...written, { name: 'r.atr', bytes: encodeAnnotations(annotations) }];
}

function mat(seed: number) {
  const { recording } = synthesizeRecording({ seed, durationSeconds: 10, samplingRate: 500, leads: ['II'] });
  const values = Float64Array.from(recording.leads[0]?.samples ?? []);
  return [
    { name: 'data_1.mat', bytes: writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]) },
  ];
}

interface Item {
  readonly id: string;
  readonly createdAt: string;
  readonly files: readonly { readonly name: string }[];
}

/** All that a person has, down to the bytes. */
async function everythingOf(person: Client) {
  const { items } = await person.json<{ items: Item[] }>('/v1/recordings?limit=200&source=mine');
  const found: Record<string, unknown> = {};
  for (const item of items) {
    const { id, files } = item;
    const hashes: Record<string, string> = {};
    for (const { name } of files) {
      const bytes = await (await person.ask(`/v1/recordings/${id}/files/${name}`)).arrayBuffer();
      hashes[name] = createHash('sha256').update(Buffer.from(bytes)).digest('hex');
    }
    const analyses = await person.json<{ items: Item[] }>(`/v1/recordings/${id}/analyses`);
    const reports = [];
    for (const analysis of analyses.items) reports.push(await person.json(`/v1/analyses/${analysis.id}`));
    const corrections = await person.json(`/v1/recordings/${id}/corrections`);
    found[id] = { item, hashes, reports, corrections };
  }
  const evaluations = await person.json('/v1/evaluations');
  const keys = await person.json<{ items: object[] }>('/v1/api-keys');
  return { recordings: found, evaluations, keys: keys.items.map((key) => ({ ...key, lastUsedAt: null })) };
}

test('backup while people upload → wipe → restore: every recording, beat and account is equal', async () => {
  const url = await start();
  const json = { 'content-type': 'application/json' };
  for (const username of ['ada', 'grace']) {
    const body = JSON.stringify({ username, password: PASSWORD });
    await fetch(`${url}/v1/auth/register`, { method: 'POST', headers: json, body });
  }
  const ada = await signIn('ada');
  for (let seed = 1; seed <= 6; seed++) {
    const { id } = await ada.upload(seed % 2 === 0 ? wfdb(seed) : mat(seed), {
      ...(seed % 2 === 0 ? {} : { samplingRate: '500' }),
      name: `Night ${seed}, “Ü”`,
      tags: 'holter,sleep',
    });
    const analysis = await ada.post<{ id: string; report: { lead: string; beats: number[] } }>(
      `/v1/recordings/${id}/analyses`,
      {},
    );
    const { lead, beats } = analysis.report;
    await ada.post(`/v1/recordings/${id}/corrections`, {
      lead,
      basedOn: { analysisId: analysis.id },
      changes: [{ kind: 'delete', sample: beats[0] }],
      note: 'an artefact',
    });
  }
  const { id: evaluation } = await ada.post<{ id: string }>('/v1/evaluations', {
    source: { kind: 'corrections' },
    protocol: 'ec57',
  });
  const { key } = await ada.post<{ key: string }>('/v1/api-keys', { name: 'script', scope: 'write' });
  for (;;) {
    const { state } = await ada.json<{ state: string }>(`/v1/evaluations/${evaluation}`);
    if (state === 'done') break;
    expect(state).not.toBe('failed');
  }
  const before = await everythingOf(ada);
  expect(Object.keys(before.recordings)).toHaveLength(6);

  const grace = await signIn('grace');
  let isUploading = true;
  const acknowledged: string[] = [];
  const uploading = (async () => {
    for (let seed = 100; isUploading; seed++) acknowledged.push((await grace.upload(wfdb(seed))).id);
  })();
  while (acknowledged.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  const acknowledgedBefore = [...acknowledged];
  const backup = join(folder, 'backup.tar');
  const made = await sinode('backup', backup);
  isUploading = false;
  await uploading;
  expect(made).toMatchObject({ code: 0, stdout: `${backup}\n` });
  expect(made.stderr).toMatch(/^2 accounts and \d+ recordings with [\d.]+ [kM]B of files: /);
  const graceBefore = await everythingOf(grace);

  await stop();
  await rm(join(folder, 'var'), { recursive: true });
  expect(await sinode('backup', '--verify', backup)).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^It is whole: 2 accounts/),
  });
  const restored = await sinode('restore', backup);
  expect(restored).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^2 accounts and .* are back, as/),
  });

  await start();
  // The token of before, too: the secret came back.
  expect(await everythingOf(await signIn('ada'))).toEqual(before);
  expect(await everythingOf(ada)).toEqual(before);
  expect(await client(key).json('/v1/account')).toMatchObject({ username: 'ada', role: 'admin' });

  const graceAfter = await everythingOf(await signIn('grace'));
  const ids = Object.keys(graceAfter.recordings);
  for (const id of ids) expect(graceAfter.recordings[id]).toEqual(graceBefore.recordings[id]);
  for (const id of acknowledgedBefore) expect(ids).toContain(id);

  const looked = await sinode('doctor', '--deep', '--json');
  const report = JSON.parse(looked.stdout) as {
    failures: number;
    findings: { check: string; said: string }[];
  };
  expect(report.findings.filter(({ check }) => check === 'recordings')).toMatchObject([
    { state: 'fine', said: `As they should be: ${6 + ids.length} recordings, every byte of them.` },
  ]);
  expect({ code: looked.code, failures: report.failures }).toEqual({ code: 0, failures: 0 });
});

test('beside a server that runs, nothing is restored', async () => {
  const refused = await sinode('restore', join(folder, 'backup.tar'));
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/in use by process \d+/) });
});

test('what is there is replaced only when that is asked for, and twice is as once', async () => {
  const before = await everythingOf(await signIn('ada'));
  await stop();
  const backup = join(folder, 'backup.tar');
  expect(await sinode('restore', backup)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--replace throws it away/),
  });
  expect(await sinode('restore', '--replace', backup)).toMatchObject({ code: 0 });
  expect(await sinode('restore', '--replace', backup)).toMatchObject({ code: 0 });
  await start();
  expect(await everythingOf(await signIn('ada'))).toEqual(before);
});

test('one byte that is wrong is found, and said', async () => {
  const damaged = join(folder, 'damaged.tar');
  const bytes = await readFile(join(folder, 'backup.tar'));
  const at = bytes.indexOf('$argon2id$') + 40;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(damaged, bytes);
  expect(await sinode('backup', '--verify', damaged)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^sinode: .*damaged\.tar is damaged: database\/users/),
  });

  const kept = join(folder, 'var', 'recordings');
  const [id = ''] = (await readdir(kept)).filter((name) => name !== 'store-id');
  const [name = ''] = await readdir(join(kept, id));
  const signal = await readFile(join(kept, id, name));
  signal[signal.length - 1] = (signal.at(-1) ?? 0) ^ 1;
  await writeFile(join(kept, id, name), signal);
  const looked = await sinode('doctor', '--deep');
  expect(looked.code).toBe(1);
  expect(looked.stdout).toMatch(
    new RegExp(`✗ recordings: The files of 1 of \\d+ recordings are not what was uploaded: ${id}`),
  );
  expect(looked.stdout).toMatch(/1 thing must be put right/);
});
