/** Passwords, hashed with argon2id so that it costs the server little and a thief of the database much. */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { Problem } from '../http/problem.ts';

/** OWASP's recommendation: 19 MiB of memory, two passes, one lane (Password Storage Cheat Sheet). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };
const SALT_BYTES = 16;

/** Hashing takes place in the four threads that also read files; two of them must stay free for that. */
const AT_ONCE = 2;
/** At about 30 ms each, the last in the line waits three seconds; who came later is told to come again. */
const LONGEST_LINE = 200;
const LINE_SECONDS = 3;

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * @param hashed - null where there is no such account: it takes as long, and is never right
   * @throws Problem 503, like `hash`, when too many are waiting
   */
  isRight(hashed: string | null, password: string): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const limit = pLimit(AT_ONCE);

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    if (limit.pendingCount >= LONGEST_LINE) {
      const detail = 'Too many people sign in just now. Nothing was changed; try again in a moment.';
      throw new Problem(503, 'BUSY', detail, { retryAfterSeconds: LINE_SECONDS });
    }
    return limit(work);
  }

  return {
    hash: async (password) => inLine(() => hash(plain(password), COST)),
    isRight: async (hashed, password) => inLine(() => verify(hashed ?? NOBODYS, plain(password))),
  };
}

/** A hash of no password: salt and hash are drawn at random. */
const NOBODYS = [
  '$argon2id$v=19',
  `m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}`,
  unpadded(randomBytes(SALT_BYTES)),
  unpadded(randomBytes(COST.outputLen)),
].join('$');

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

/** Keyboards write the same letter in different ways (NIST SP 800-63B, 5.1.1.2). */
function plain(password: string): string {
  return password.normalize('NFKC');
}
