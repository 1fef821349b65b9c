/** Which account belongs to whom a provider has sent. */
import { randomBytes } from 'node:crypto';
import { isUsername } from '@sinode/contracts';
import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../database/connect.ts';
import { identities, users } from '../../database/schema.ts';
import { audit } from '../audit.ts';
import { nameKey } from '../name-key.ts';
import type { UserRow } from '../users.ts';
import type { ProvidedIdentity } from './provider.ts';

/** Of the same name, before one is drawn at random. */
const MOST_NAMESAKES = 20;
const LONGEST_NAME = 50;

export interface Identities {
  /**
   * The account of a person, by issuer and subject and nothing else: a name or an address of e-mail may be had by
   * somebody else tomorrow. One is made, an ordinary user's, where that is allowed.
   *
   * @returns null where there is none and none may be made
   */
  userOf(identity: ProvidedIdentity, address: string): Promise<UserRow | null>;
}

export function createIdentities(db: Database, { registration }: { registration: boolean }): Identities {
  async function find({ issuer, subject }: ProvidedIdentity): Promise<UserRow | null> {
    const [found] = await db
      .select({ user: users })
      .from(identities)
      .innerJoin(users, eq(users.id, identities.userId))
      .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
    return found?.user ?? null;
  }

  /** @returns null where another request was faster */
  function make({ issuer, subject, names }: ProvidedIdentity, address: string): Promise<UserRow | null> {
    return db
      .transaction(async (tx) => {
        const user = await insertUser(tx, names);
        const rows = await tx
          .insert(identities)
          .values({ issuer, subject, userId: user.id })
          .onConflictDoNothing()
          .returning({ userId: identities.userId });
        if (rows.length === 0) throw new TakenError();
        await audit(tx, { userId: user.id, action: 'account.registered', target: user.id, address });
        return user;
      })
      .catch((error: unknown) => {
        if (error instanceof TakenError) return null;
        throw error;
      });
  }

  return {
    async userOf(identity, address) {
      const known = await find(identity);
      if (known !== null || !registration) return known;
      return (await make(identity, address)) ?? (await find(identity));
    },
  };
}

/** Takes back the account that was made beside it. */
class TakenError extends Error {}

async function insertUser(tx: Transaction, names: readonly string[]): Promise<UserRow> {
  for (const name of namesToTry(names)) {
    const [user] = await tx
      .insert(users)
      .values({ name, nameKey: nameKey(name), passwordHash: null, role: 'user' })
      .onConflictDoNothing({ target: users.nameKey })
      .returning();
    if (user !== undefined) return user;
  }
  throw new Error('an account was not inserted');
}

/** Names that an account can have, the best first; the last of them is nobody's. */
export function namesToTry(names: readonly string[]): string[] {
  const fitting = names.map(asUsername).filter((name) => name !== null);
  const [best] = fitting;
  const numbered = Array.from(
    { length: best === undefined ? 0 : MOST_NAMESAKES },
    (_, i) => `${best}-${i + 2}`,
  );
  return [...fitting, ...numbered, `user-${randomBytes(8).toString('hex')}`];
}

function asUsername(text: string): string | null {
  const name = [...text.normalize('NFKC')]
    .slice(0, LONGEST_NAME)
    .join('')
    .trim()
    .replaceAll(/[^\p{L}\p{M}\p{N}._@+-]+/gu, '.')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return isUsername(name) ? name : null;
}
