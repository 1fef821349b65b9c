/** Secrets that are handed out: what is in them, and what is kept of them. */
import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

/** As the reference contract has it. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = 'sinode';
const ALGORITHM = 'HS256';
const SECRET_BYTES = 32;

const Claims = z.object({ sub: z.string(), sid: z.uuid(), exp: z.number() });

/** Tokens whose signature need not be looked at again: a client sends the same one for minutes. */
const MOST_VERIFIED = 1000;

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface Tokens {
  /** @param username - becomes `sub`, as the reference contract has it */
  access(session: { id: string; username: string }): Promise<AccessToken>;
  /** @throws Problem 401 */
  read(token: string): Promise<{ sessionId: string; username: string }>;
  /**
   * The refresh token after this one. It follows from it, so that a client that did not get the answer gets the same
   * answer again; without the server's secret nobody can tell what it is. After the first, those that processes give
   * which sign with another of the secrets. All of them are of the family of the token, where it has one.
   */
  nextRefresh(token: string): readonly [string, ...string[]];
}

/** @param secrets - the first signs, all are accepted, so that a new one can be put before the old one */
export function createTokens(secrets: readonly string[]): Tokens {
  const [signing, ...older] = secrets.map((secret) => deriveKey(secret, 'access tokens'));
  const [refreshing, ...others] = secrets.map((secret) => deriveKey(secret, 'refresh tokens'));
  if (signing === undefined || refreshing === undefined) throw new Error('no secret to sign tokens with');

  const verified = new Map<string, z.infer<typeof Claims>>();
  return {
    async access({ id, username }) {
      const now = Math.floor(Date.now() / 1000);
      const expires = now + ACCESS_TOKEN_SECONDS;
      const token = await new SignJWT({ sid: id })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(username)
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(now)
        .setExpirationTime(expires)
        .sign(signing);
      return { token, expiresAt: new Date(expires * 1000) };
    },
    async read(token) {
      const known = verified.get(token);
      if (known !== undefined && Date.now() < known.exp * 1000) {
        return { sessionId: known.sid, username: known.sub };
      }
      const { payload } = await verifyWithAny(token, [signing, ...older]);
      const claims = Claims.safeParse(payload);
      if (!claims.success) throw tokenInvalid();
      if (verified.size >= MOST_VERIFIED) verified.clear();
      verified.set(token, claims.data);
      return { sessionId: claims.data.sid, username: claims.data.sub };
    },
    nextRefresh(token) {
      const family = familyOf(token);
      const next = (key: KeyObject) => {
        const secret = createHmac('sha256', key).update(token).digest('base64url');
        return family === null ? secret : `${family}.${secret}`;
      };
      return [next(refreshing), ...others.map(next)];
    },
  };
}

async function verifyWithAny(token: string, keys: readonly KeyObject[]) {
  for (const key of keys) {
    try {
      return await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: ISSUER,
        requiredClaims: ['exp'],
      });
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        const detail = 'The access token has expired: refresh the session, or sign in again.';
        throw new Problem(401, 'TOKEN_EXPIRED', detail);
      }
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      // Whatever else jose finds wrong with it, the token is to blame.
      if (error instanceof errors.JOSEError) throw tokenInvalid();
      throw error;
    }
  }
  throw tokenInvalid();
}

export function tokenInvalid(): Problem {
  const detail = 'This token is not valid, or no longer: sign in again.';
  return new Problem(401, 'TOKEN_INVALID', detail);
}

/** Each use of the secret has a key of its own. */
export function deriveKey(secret: string, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `sinode ${purpose}`, SECRET_BYTES)));
}

/** 256 random bits. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** The first refresh token of a session, `<family>.<secret>`: those that follow have the same family. */
export function newRefreshToken(): string {
  return `${newSecret()}.${newSecret()}`;
}

/** @returns null for a refresh token of a version that gave them no family */
export function familyOf(refreshToken: string): string | null {
  const [family, secret] = refreshToken.split('.');
  return family === undefined || secret === undefined ? null : family;
}

/** What is stored of a secret. It is random, so there is nothing to guess, and no salt to add. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long for a hash that begins the same. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
