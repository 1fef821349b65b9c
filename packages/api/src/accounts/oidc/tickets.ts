/** What a browser keeps while its person is at the provider: signed, and worth nothing to any other browser. */
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { deriveKey } from '../tokens.ts';

export const TICKET_SECONDS = 600;

const ALGORITHM = 'HS256';
const PURPOSE = 'single sign-on';

const Ticket = z.object({
  state: z.string(),
  nonce: z.string(),
  /** Of PKCE (RFC 7636). */
  verifier: z.string(),
  /** The page to go on to: a path of the dashboard. */
  to: z.string(),
});
export type Ticket = z.infer<typeof Ticket>;

export interface Tickets {
  write(ticket: Ticket): Promise<string>;
  /** @returns null for what is none, or no longer */
  read(text: string): Promise<Ticket | null>;
}

/** @param secrets - the first signs, all are accepted */
export function createTickets(secrets: readonly string[]): Tickets {
  const keys = secrets.map((secret) => deriveKey(secret, PURPOSE));
  const [signing] = keys;
  if (signing === undefined) throw new Error('no secret to sign tickets with');
  return {
    write: (ticket) =>
      new SignJWT(ticket)
        .setProtectedHeader({ alg: ALGORITHM })
        .setExpirationTime(`${TICKET_SECONDS} s`)
        .sign(signing),
    async read(text) {
      for (const key of keys) {
        const verified = await jwtVerify(text, key, {
          algorithms: [ALGORITHM],
          requiredClaims: ['exp'],
        }).catch(() => null);
        const ticket = Ticket.safeParse(verified?.payload);
        if (ticket.success) return ticket.data;
      }
      return null;
    },
  };
}
