import { parseOptions } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

describe('passwords', () => {
  test('are hashed with argon2id at the cost that OWASP recommends, each with a salt of its own', async () => {
    const passwords = createPasswords();
    const hashes = await Promise.all([passwords.hash('the same words'), passwords.hash('the same words')]);
    expect(new Set(hashes).size).toBe(2);
    expect(hashes[0]).toMatch(/^\$argon2id\$/);
    expect(parseOptions(hashes[0])).toMatchObject({
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      saltLen: 16,
    });
    expect(await passwords.isRight(hashes[0], 'the same words')).toBe(true);
    expect(await passwords.isRight(hashes[0], 'The same words')).toBe(false);
  });

  test('are the same however the keyboard writes a letter', async () => {
    const passwords = createPasswords();
    const hashed = await passwords.hash('caf\u00e9 caf\u00e9');
    expect(await passwords.isRight(hashed, 'cafe\u0301 cafe\u0301')).toBe(true);
  });

  test('take as long to refuse where there is no account', async () => {
    const passwords = createPasswords();
    const hashed = await passwords.hash('correct horse battery staple');
    const fastest = async (stored: string | null) => {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        const start = performance.now();
        expect(await passwords.isRight(stored, 'wrong horse battery staple')).toBe(false);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const ratio = (await fastest(null)) / (await fastest(hashed));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test('wait in a line that has an end', async () => {
    const passwords = createPasswords();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 250 }, () => passwords.isRight(null, 'any')),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(40);
    expect(refused.length).toBeLessThanOrEqual(50);
    expect(refused[0]).toMatchObject({
      reason: { status: 503, code: 'BUSY', facts: { retryAfterSeconds: expect.any(Number) } },
    });
    // The line moves on.
    expect(await passwords.isRight(null, 'any')).toBe(false);
  });
});
