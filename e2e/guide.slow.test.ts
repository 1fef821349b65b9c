/** Every example of docs/guide/use-the-api.md, run as a reader would, against the real server. */
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createPlace,
  type Place,
  type ServerProcess,
  signIn,
  startServerProcess,
} from './testing/server-process.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const GUIDE = readFileSync(join(REPOSITORY, 'docs/guide/use-the-api.md'), 'utf8');
const BASE_URL = 'http://localhost:8000';

interface Example {
  readonly language: string;
  readonly code: string;
  /** What the guide shows below it; empty where it prints nothing. */
  readonly output: string;
}

const examples = [...GUIDE.matchAll(/```(\w+)\n(.*?)```\n(?:\n```text\n(.*?)```)?/gs)].map(
  ([, language = '', code = '', output = '']): Example => ({ language, code, output }),
);

let place: Place;
let server: ServerProcess;
/** Where a reader would be. */
let desk: string;
beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place);
  desk = join(place.folder, 'desk');
  await mkdir(desk);
  await symlink(join(REPOSITORY, 'node_modules'), join(desk, 'node_modules'));
  await untilLibraryIsRead();
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

async function untilLibraryIsRead(): Promise<void> {
  const headers = await signIn(server.url, 'librarian');
  for (;;) {
    const answer = await fetch(`${server.url}/v1/library`, { headers });
    if (((await answer.json()) as { scan: { state: string } }).scan.state === 'done') return;
    await wait(50);
  }
}

function codeOf(language: string): string {
  const blocks = examples.filter((example) => example.language === language).map(({ code }) => code);
  return blocks.join('\n').replaceAll(BASE_URL, server.url);
}

/**
 * The output of all examples of a language, as the guide shows it: … stands for anything within a line. An answer of the
 * API has no new line at its end.
 */
function shownFor(language: string): RegExp {
  const shown = examples.filter((example) => example.language === language).map(({ output }) => output);
  const patterns = shown.map((output) => {
    const parts = output.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return parts.join('[^\\n]+').replace(/\n$/, '\\n?');
  });
  return new RegExp(`^${patterns.join('')}$`);
}

async function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: desk, env: { ...process.env, ...env } };
  return (await promisify(execFile)(program, args, options)).stdout;
}

/** Says it, when an example cannot be run here. */
function isMissing(program: string): boolean {
  const missing = spawnSync(program, ['--version']).error !== undefined;
  if (missing) console.error(`skipped: ${program} is not installed`);
  return missing;
}

test('the guide has examples in three languages, each in a block that is run', () => {
  const languages = new Set(examples.map(({ language }) => language));
  expect(languages).toEqual(new Set(['sh', 'ts', 'python']));
  const fences = GUIDE.match(/^```/gm)?.length ?? 0;
  const shown = examples.filter(({ output }) => output !== '').length;
  expect(2 * (examples.length + shown)).toBe(fences);
});

test.skipIf(isMissing('curl') || isMissing('bash'))('curl', async () => {
  await writeFile(
    join(desk, 'guide.sh'),
    `set -euo pipefail\n${codeOf('sh')}\nprintf %s "$SINODE_KEY" > key\n`,
  );
  expect(await run('bash', ['guide.sh'])).toMatch(shownFor('sh'));
});

test.skipIf(isMissing('curl') || isMissing('bash'))('TypeScript', async () => {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(codeOf('ts'), { compilerOptions: options });
  await writeFile(join(desk, 'guide.mjs'), outputText);
  const key = await readFile(join(desk, 'key'), 'utf8');
  expect(await run(process.execPath, ['guide.mjs'], { SINODE_KEY: key })).toMatch(shownFor('ts'));
});

test.skipIf(isMissing('curl') || isMissing('bash') || isMissing('python3'))('Python', async () => {
  await writeFile(join(desk, 'guide.py'), codeOf('python'));
  const key = await readFile(join(desk, 'key'), 'utf8');
  expect(await run('python3', ['guide.py'], { SINODE_KEY: key })).toMatch(shownFor('python'));
});
