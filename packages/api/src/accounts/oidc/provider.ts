/** A provider of OpenID Connect: where it is asked, and what it says of a person. */
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { OidcConfig } from '../../config/config.ts';
import type { Ticket } from './tickets.ts';

/** Who somebody is. Only issuer and subject say so for good; names may change hands. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** What the person may be called, the best first. */
  readonly names: readonly string[];
}

export interface Provider {
  /** As a person knows it. */
  readonly name: string;
  /**
   * @returns where to send the person, and what to keep until they come back
   * @throws ProviderAwayError
   */
  begin(): Promise<{ url: URL; kept: Pick<Ticket, 'state' | 'nonce' | 'verifier'> }>;
  /**
   * @param query - that the person came back with
   * @throws ProviderAwayError, and ProviderRefusedError for anything that is not the answer to what was kept
   */
  finish(query: string, kept: Pick<Ticket, 'state' | 'nonce' | 'verifier'>): Promise<ProvidedIdentity>;
}

export class ProviderAwayError extends Error {
  override readonly name = 'ProviderAwayError';
}

export class ProviderRefusedError extends Error {
  override readonly name = 'ProviderRefusedError';
}

/** The path that a provider has to be told of. */
export const CALLBACK = '/v1/oidc/callback';

const SCOPE = 'openid profile email';
/** A person waits. */
const TIMEOUT_SECONDS = 10;

const Names = z.object({
  preferred_username: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/** Asks the provider nothing until somebody wants to sign in: a server starts without it. */
export function createProvider(options: OidcConfig): Provider {
  const { issuer, clientId, clientSecret, publicUrl } = options;
  const redirectUri = publicUrl + CALLBACK;
  let discovered: Promise<oidc.Configuration> | null = null;

  /** What was found once is kept; what failed is tried again. */
  function configuration(): Promise<oidc.Configuration> {
    discovered ??= discover().catch((error: unknown) => {
      discovered = null;
      throw new ProviderAwayError(inWords(error), { cause: error });
    });
    return discovered;
  }

  function discover(): Promise<oidc.Configuration> {
    // Checked when the configuration was read: without encryption on this machine only.
    const insecure = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: [...insecure, oidc.enableNonRepudiationChecks],
      timeout: TIMEOUT_SECONDS,
    });
  }

  return {
    name: options.name,
    async begin() {
      const config = await configuration();
      const kept = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { url, kept };
    },
    async finish(query, { state, nonce, verifier }) {
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new ProviderRefusedError('there is no ID token');
        const known = Names.parse(claims);
        // Many providers say the names only to who asks for them.
        const isAsked = known.preferred_username === undefined && known.email === undefined;
        const asked =
          isAsked && config.serverMetadata().userinfo_endpoint !== undefined
            ? Names.parse(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))
            : known;
        const { preferred_username, email, name } = { ...known, ...asked };
        const names = [preferred_username, email?.split('@')[0], name].filter((text) => text !== undefined);
        return { issuer: claims.iss, subject: claims.sub, names };
      } catch (error) {
        if (isUnreachable(error)) throw new ProviderAwayError(inWords(error), { cause: error });
        throw new ProviderRefusedError(inWords(error), { cause: error });
      }
    },
  };
}

/** `fetch` rejects with a TypeError; a server that is overrun answers with a status. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
    return true;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (code === 'OAUTH_TIMEOUT') return true;
  return cause instanceof Response && cause.status >= 500;
}

/** For the log: a code where there is one, since messages may quote what the provider sent. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : error.name;
  const cause = error.cause instanceof Error && 'code' in error.cause ? ` (${error.cause.code})` : '';
  return `${code}: ${error.message}${cause}`;
}
