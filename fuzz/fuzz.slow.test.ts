/** The fuzzer as it is called, against a target with one of everything that it has to find. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sinode-fuzz-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(ROOT, 'out/fuzz/trap'), { recursive: true, force: true });
});

function fuzz(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/fuzz.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stderr };
}

test('errors, hangs, slowness and memory are found, and the fuzzer goes on after each', () => {
  const output = join(folder, 'trap.json');
  const { status, stderr } = fuzz('trap', '--seconds', '90', '--jobs', '1', '--output', output);
  expect(status).toBe(1);
  const [{ findings, executions }] = JSON.parse(readFileSync(output, 'utf8')).targets;
  const kinds = findings.map(({ kind }: { kind: string }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['error', 'hang', 'slow', 'memory']));
  // 32 MB that are kept, and a heap without an end.
  expect(kinds.filter((kind: string) => kind === 'memory')).toHaveLength(2);
  for (const { file, report } of findings) {
    expect(readFileSync(join(ROOT, file))).toHaveLength(1);
    expect(readFileSync(join(ROOT, `${file}.txt`), 'utf8').trim()).toBe(report.trim());
  }
  const error = findings.find(({ kind }: { kind: string }) => kind === 'error');
  expect(error.report).toContain('TypeError: A trap.');
  expect(error.report).toContain('trap.js');
  expect(executions).toBeGreaterThan(100);
  expect(stderr).toMatch(/^target +inputs +per second/m);
});

test('a healthy target ends with 0, its figures, and inputs to go on from', () => {
  const output = join(folder, 'own.json');
  const { status, stderr } = fuzz('own', '--seconds', '5', '--output', output);
  expect(stderr).toContain('own ');
  expect(status).toBe(0);
  const { targets } = JSON.parse(readFileSync(output, 'utf8'));
  expect(targets).toHaveLength(1);
  expect(targets[0]).toMatchObject({ target: 'own', findings: [] });
  expect(targets[0].reached).toBeGreaterThan(70);
  expect(readdirSync(join(ROOT, 'out/fuzz/own/corpus')).length).toBeGreaterThan(0);
  // What was compiled is gone.
  expect(readdirSync(join(ROOT, 'out/fuzz')).filter((name) => name.startsWith('build-'))).toEqual([]);
});

test('what it takes is told, and what it does not take is refused', () => {
  expect(fuzz('--help')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('npm run fuzz -- mat edf'),
  });
  expect(fuzz('nothing')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('There is no target "nothing"'),
  });
  expect(fuzz('own', '--seconds', 'x')).toMatchObject({ status: 2 });
  expect(fuzz('own', '--second', '1')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--help'),
  });
  expect(existsSync(join(ROOT, 'out/fuzz/nothing'))).toBe(false);
});
