import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalysisReport, EvaluationReport } from '@sinode/contracts';
import { parseAnnotations } from '@sinode/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { BAD_FILES } from './testing/bad-files.ts';
import { runCli, startCli } from './testing/run-cli.ts';

/** Four synthetic recordings of ten seconds, made by the command itself. */
let demo: string;
/** An empty folder to write to. */
const emptyFolder = () => mkdtemp(join(tmpdir(), 'sinode-cli-'));

const recording = (number: number) => join(demo, 'data', `data_0000${number}.mat`);

/** Arguments with the line that they make, for the name of a test. */
const lines = (all: readonly string[][]) => all.map((args): [string, string[]] => [args.join(' '), args]);

beforeAll(async () => {
  demo = join(await emptyFolder(), 'demo');
  const made = await runCli(['synth', demo, '--records', '4', '--seed', '7']);
  expect(made).toMatchObject({
    code: 0,
    stdout: ['data', 'ref', 'wfdb'].map((name) => `${join(demo, name)}\n`).join(''),
  });
});

describe('analyze', () => {
  test('one file is told a fact a line, with a look at the trace', async () => {
    const { code, stdout, stderr } = await runCli(['analyze', recording(1)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Not a medical device.\n' });
    expect(stdout).toMatch(/^ {2}heart rate {2}\d+ bpm$/m);
    expect(stdout).toMatch(/[\u2801-\u28ff]/);
    expect(stdout).not.toContain('\u001b');
  });

  test('several files are a table', async () => {
    const { code, stdout } = await runCli(['analyze', recording(1), recording(2)]);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('.mat'))).toHaveLength(2);
  });

  test('JSON is an object for one file and an array for several, in their order', async () => {
    const one = await runCli(['analyze', recording(2), '--format', 'json']);
    const report = AnalysisReport.parse(JSON.parse(one.stdout));
    expect(report).toMatchObject({ file: recording(2), samplingRate: 500, durationSeconds: 10 });

    const files = [3, 2, 1].map(recording);
    const several = await runCli(['analyze', ...files, '--format', 'json']);
    const reports = AnalysisReport.array().parse(JSON.parse(several.stdout));
    expect(reports.map(({ file }) => file)).toEqual(files);
    expect(reports[1]).toEqual(report);
  });

  test('worker threads find what one thread finds', async () => {
    const holter = join(await emptyFolder(), 'holter');
    await runCli(['synth', holter, '--records', '3', '--seconds', '1800', '--sampling-rate', '250']);
    const files = ['00001', '00002', '00003'].map((name) => join(holter, 'wfdb', name));
    const together = await runCli(['analyze', ...files, '--format', 'json', '--jobs', '2']);
    const alone = await runCli(['analyze', ...files, '--format', 'json', '--jobs', '1']);
    expect(together.code).toBe(0);
    expect(together.stdout).toBe(alone.stdout);
  });

  test('CSV has a line per beat', async () => {
    const { code, stdout } = await runCli(['analyze', recording(1), '--format', 'csv']);
    const report = JSON.parse((await runCli(['analyze', recording(1), '--format', 'json'])).stdout);
    const [heading, ...lines] = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(heading).toBe('file,lead,beat,sample,timeSeconds,rrMs,confidence');
    expect(lines.map((line) => Number(line.split(',')[3]))).toEqual(report.beats);
  });

  test('WFDB annotation files hold the beats, and their names are printed', async () => {
    const out = join(await emptyFolder(), 'beats');
    const { code, stdout } = await runCli([
      'analyze',
      recording(1),
      recording(2),
      '--format',
      'wfdb',
      '--out',
      out,
    ]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${join(out, 'data_00001.qrs')}\n${join(out, 'data_00002.qrs')}\n`,
    });
    const report = JSON.parse((await runCli(['analyze', recording(1), '--format', 'json'])).stdout);
    const { annotations, samplingRate } = parseAnnotations(
      new Uint8Array(await readFile(join(out, 'data_00001.qrs'))),
      'data_00001.qrs',
    );
    expect(samplingRate).toBe(500);
    expect(annotations.map(({ sample }) => sample)).toEqual(report.beats);
    expect(new Set(annotations.map(({ symbol }) => symbol))).toEqual(new Set(['N']));
  });

  test('WFDB annotations go into the current folder unless told otherwise', async () => {
    const cwd = await emptyFolder();
    await runCli(['analyze', join(demo, 'wfdb', '00001'), '--format', 'wfdb'], { cwd });
    expect(await readdir(cwd)).toEqual(['00001.qrs']);
  });

  test('two recordings of one name are not written over each other', async () => {
    const out = await emptyFolder();
    const { code, stderr } = await runCli([
      'analyze',
      recording(1),
      recording(1),
      '--format',
      'json',
      '--out',
      out,
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('was written for');
  });

  test('a bad file among many is told of, and the rest go on', async () => {
    const bad = join(await emptyFolder(), 'bad.mat');
    await writeFile(bad, 'no recording');
    const { code, stdout, stderr } = await runCli([
      'analyze',
      recording(1),
      bad,
      recording(2),
      '--format',
      'json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).map(({ file }: AnalysisReport) => file)).toEqual([recording(1), recording(2)]);
    expect(stderr).toMatch(/^\S*bad\.mat: .+\n$/);
  });

  test('a folder is answered with what to do', async () => {
    const { code, stderr } = await runCli(['analyze', demo]);
    expect(code).toBe(1);
    expect(stderr).toContain('sinode evaluate');
  });

  test.each(Object.entries(BAD_FILES))('%s is refused in one sentence', async (_name, files) => {
    const folder = await emptyFolder();
    for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
    const path = join(folder, files[0]?.[0] ?? '');
    const { code, stdout, stderr } = await runCli(['analyze', path, '--format', 'json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(folder);
    expect(stderr).not.toMatch(/ {4}at |bug in sinode|undefined|NaN bpm/);
  });
});

describe('evaluate', () => {
  test('the challenge is scored with every record named', async () => {
    const { code, stdout } = await runCli(['evaluate', demo, '--protocol', 'cpsc2019', '--format', 'json']);
    const report = EvaluationReport.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(report).toMatchObject({ protocol: 'cpsc2019', files: 4, seenInTraining: 0, f1: null });
    expect(report.timing.ecgSeconds).toBe(40);
    expect(report.records.map(({ record }) => record)).toEqual(['00001', '00002', '00003', '00004']);
  });

  test('WFDB records are scored beat by beat', async () => {
    const wfdb = join(demo, 'wfdb');
    const { stdout } = await runCli(['evaluate', wfdb, '--protocol', 'ec57', '--format', 'json']);
    const report = EvaluationReport.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ protocol: 'ec57', files: 4, qrsAccuracy: null });
    expect(report.truePositives + report.falseNegatives).toBeGreaterThan(20);
  });

  test("WFDB records cannot have the challenge's score", async () => {
    const { code, stdout, stderr } = await runCli(['evaluate', join(demo, 'wfdb'), '--protocol', 'cpsc2019']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      '--protocol: cpsc2019 needs data/ and ref/ as in the challenge; score WFDB records with ec57.',
    );
  });

  test('records are picked and left out by name, or by a list in a file', async () => {
    const list = join(await emptyFolder(), 'list.txt');
    await writeFile(list, '00001\n00002\n00003 # noisy\n');
    const args = [
      '--protocol',
      'cpsc2019',
      '--format',
      'json',
      '--records',
      `@${list}`,
      '--exclude',
      '00002',
    ];
    const { stdout } = await runCli(['evaluate', demo, ...args]);
    const report = EvaluationReport.parse(JSON.parse(stdout));
    expect(report.records.map(({ record }) => record)).toEqual(['00001', '00003']);
  });

  test('for people it says whether the model has seen the records', async () => {
    const { code, stdout } = await runCli(['evaluate', demo, '--protocol', 'cpsc2019']);
    expect(code).toBe(0);
    expect(stdout).toContain('None of these records was used to train this model.');
  });

  test('a record that cannot be read counts as one without beats, and the command ends with 1', async () => {
    const folder = join(await emptyFolder(), 'set');
    await mkdir(join(folder, 'data'), { recursive: true });
    await mkdir(join(folder, 'ref'));
    for (const number of [1, 2]) {
      const reference = await readFile(join(demo, 'ref', `R_0000${number}.mat`));
      await writeFile(join(folder, 'ref', `R_0000${number}.mat`), reference);
    }
    await writeFile(join(folder, 'data', 'data_00001.mat'), await readFile(recording(1)));
    await writeFile(join(folder, 'data', 'data_00002.mat'), 'no recording');
    const { code, stdout, stderr } = await runCli([
      'evaluate',
      folder,
      '--protocol',
      'cpsc2019',
      '--format',
      'json',
    ]);
    const report = EvaluationReport.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    expect(stderr).toMatch(/data_00002\.mat: .+\n$/);
    expect(report.records[1]).toMatchObject({ record: '00002', qrsScore: 0, error: expect.any(String) });
  });
});

describe('synth', () => {
  test('the same seed gives the same bytes, another seed others', async () => {
    const folder = await emptyFolder();
    const bytesOf = async (name: string, seed: string) => {
      await runCli(['synth', join(folder, name), '--records', '1', '--seed', seed]);
      const files = [
        'data/data_00001.mat',
        'ref/R_00001.mat',
        'wfdb/00001.hea',
        'wfdb/00001.dat',
        'wfdb/00001.atr',
      ];
      return Promise.all(files.map((file) => readFile(join(folder, name, file), 'base64')));
    };
    const first = await bytesOf('a', '3');
    expect(await bytesOf('b', '3')).toEqual(first);
    expect((await bytesOf('c', '4'))[0]).not.toBe(first[0]);
  });

  test('files that are there are not overwritten', async () => {
    const { code, stderr } = await runCli(['synth', demo]);
    expect(code).toBe(1);
    expect(stderr).toContain('holds files already');
  });
});

test('models are listed and shown', async () => {
  const { code, stdout } = await runCli(['models']);
  expect(code).toBe(0);
  const name = /^(\S+) .*default/m.exec(stdout)?.[1] ?? '';
  expect((await runCli(['models', 'show', name])).stdout).toContain('parameters');
  expect(await runCli(['models', 'show', 'none-such'])).toMatchObject({ code: 1, stdout: '' });
});

test('a data set is pulled from where one says', async () => {
  const records = 'RECORDS';
  const files: Record<string, string> = { '100.hea': '100 1 250 0\n', [records]: '100\n' };
  const sums = Object.entries(files).map(
    ([name, text]) => `${createHash('sha256').update(text).digest('hex')} ${name}`,
  );
  files['SHA256SUMS.txt'] = `${sums.join('\n')}\n`;
  const server = createServer((request, response) => response.end(files[request.url?.slice(1) ?? '']));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const folder = join(await emptyFolder(), 'mitdb');
  const pulled = await runCli(['datasets', 'pull', 'mitdb', folder, '--from', `http://127.0.0.1:${port}`]);
  server.close();

  expect(pulled).toMatchObject({ code: 0, stdout: `${folder}\n` });
  expect(pulled.stderr).toMatch(/^Licence: Open Data Commons/m);
  expect(pulled.stderr).toMatch(/^Please cite: Moody and Mark/m);
  expect((await readdir(folder)).sort()).toEqual(['100.hea', records]);
});

test('data sets are listed with their licences', async () => {
  const { code, stdout } = await runCli(['datasets', 'list']);
  expect(code).toBe(0);
  for (const name of ['cpsc2019', 'mitdb', 'nstdb', 'ludb', 'qtdb', 'incart']) {
    expect(stdout).toMatch(new RegExp(`^${name} .*https?://`, 'm'));
  }
});

test.each(
  lines([
    [],
    ['frobnicate'],
    ['analyze'],
    ['analyze', 'x.mat', '--nonsense'],
    ['analyze', 'x.mat', '--format', 'xml'],
    ['analyze', 'x.mat', '--sampling-rate', 'fast'],
    ['analyze', 'x.mat', '--jobs', '0'],
    ['analyze', 'x.mat', '--out', 'beats'],
    ['evaluate', 'x'],
    ['evaluate', 'x', '--protocol', 'aha'],
    ['evaluate', 'x', '--protocol', 'cpsc2019', '--tolerance', '50'],
    ['evaluate', 'x', '--protocol', 'ec57', '--from', '-1'],
    ['synth'],
    ['synth', 'x', '--records', '0'],
    ['synth', 'x', '--seconds', 'long'],
    ['datasets'],
    ['datasets', 'pull', 'mitdb'],
    ['datasets', 'pull', 'none-such', 'x'],
    ['datasets', 'pull', 'mitdb', 'x', '--from', 'ftp://x'],
    ['models', 'show'],
  ]),
)('sinode %s is wrong usage', async (_line, args) => {
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toBe('');
  expect(stderr).not.toMatch(/ {4}at /);
});

test.each(
  lines([
    ['evaluate', '/no/such/folder', '--protocol', 'ec57'],
    ['analyze', '/no/such/file.mat'],
    ['analyze', '/no/such/file.mat', '--model', '/no/such/model'],
    ['datasets', 'pull', 'mitdb', '/dev/null/x', '--from', 'http://127.0.0.1:1/'],
  ]),
)('sinode %s fails with 1 and a sentence', async (_line, args) => {
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).not.toMatch(/ {4}at |bug in sinode/);
});

test.each([
  ['analyze'],
  ['evaluate'],
  ['synth'],
  ['datasets'],
  ['datasets', 'pull'],
  ['models'],
  ['models', 'show'],
])('sinode %s %s --help has an example', async (...args) => {
  const { code, stdout } = await runCli([...args, '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('  $ sinode ');
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('a reader that has enough ends the command quietly', async () => {
  const child = startCli(['analyze', ...Array.from({ length: 200 }, () => recording(1)), '--format', 'json']);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout?.once('data', () => child.stdout?.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['synth', (long: string) => ['synth', long, '--seconds', '86400']],
  [
    'a network at work',
    (long: string) => ['analyze', ...Array.from({ length: 99 }, () => long), '--jobs', '2'],
  ],
])('Ctrl-C during %s ends with 130 and nothing more', async (_name, command) => {
  const long = join(await emptyFolder(), 'long');
  await runCli(['synth', long, '--records', '1', '--seconds', '3600']);
  const child = startCli(command(join(long, 'wfdb', '00001')));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  setTimeout(() => child.kill('SIGINT'), 2000);
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
});
