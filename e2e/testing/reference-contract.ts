/** What a client of the reference system must be answered, wherever the server runs. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';

type Answer = [status: number, body: string];

/**
 * Asks a new server, whose library was filled by itself, all five calls.
 *
 * @param url - of the API
 * @param username - that nobody has yet
 */
export async function expectReferenceContract(url: string, username = 'reference'): Promise<void> {
  const client = fileURLToPath(new URL('../reference-client.py', import.meta.url));
  const { stdout } = await promisify(execFile)('python3', [client, url, username]);
  const answers = JSON.parse(stdout) as Record<string, Answer>;
  expect(answers).toMatchObject({
    welcome: [200, 'Welcome to the ECG Model Inference API!'],
    registered: [200, `Successfully registered ${username}.`],
    again: [400, '{"detail":"Username is taken"}'],
    wrong: [401, '{"detail":"Invalid username and/or password"}'],
    login: 200,
    documented: 200,
  });
  const { anonymous, predicted, outside, missing, evaluated } = answers;
  for (const [name, status] of [
    ['anonymous', 401],
    ['outside', 400],
    ['missing', 404],
  ] as const) {
    expect([name, answers[name]?.[0]]).toEqual([name, status]);
    expect(Object.keys(JSON.parse(answers[name]?.[1] ?? ''))).toEqual(['detail']);
  }
  expect([anonymous, outside, missing].every((answer) => answer !== undefined)).toBe(true);

  expect(predicted?.[0]).toBe(200);
  const { hr, qrs } = JSON.parse(predicted?.[1] ?? '') as { hr: number[]; qrs: number[] };
  // The library was filled with `sinode synth --seed 1`; its first recording has 77 bpm, as the command line says too.
  expect(hr).toHaveLength(1);
  expect(hr[0]).toBeGreaterThan(70);
  expect(hr[0]).toBeLessThan(85);
  expect(qrs.length).toBeGreaterThan(10);
  expect(qrs).toEqual([...qrs].sort((a, b) => a - b));

  expect(evaluated?.[0]).toBe(200);
  const evaluation = JSON.parse(evaluated?.[1] ?? '');
  expect(evaluation).toEqual({
    tot_file_number: 8,
    rec_acc: expect.any(Number),
    hr_acc: expect.any(Number),
  });
  expect(evaluation.rec_acc).toBeGreaterThan(0.8);
}
