/** A real provider of OpenID Connect on this machine, and a browser that signs in at it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OidcConfig } from '../../config/config.ts';
import { CALLBACK } from '../oidc/provider.ts';

/** What is used of the package, which brings no types. */
type ProviderClass = new (
  issuer: string,
  configuration: object,
) => { callback(): Parameters<typeof createServer>[1]; on(event: string, listener: () => void): void };

export interface TestProvider {
  /** To be given to the server under test. */
  readonly config: OidcConfig;
  /** Changes what is said of a person; the login is the subject. */
  claims: (subject: string) => Record<string, unknown>;
  /**
   * Does what a person does: goes where Sinode sends them, signs in, agrees.
   *
   * @returns the address at which the browser comes back
   */
  visit(address: string, login: string): Promise<URL>;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'sinode', clientSecret: 'a secret between the two, long enough for HS256' };

/** In seconds, of everything that it makes. */
const LASTS = 600;

/**
 * @param publicUrl - where the server under test is for its people
 * @param port - any that is free without it
 */
export async function startProvider(publicUrl = 'http://127.0.0.1:8501', port = 0): Promise<TestProvider> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // @ts-expect-error: it brings no types
  const { default: Provider }: { default: ProviderClass } = await import('oidc-provider');
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [publicUrl + CALLBACK],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email'] },
    ttl: { AccessToken: LASTS, Grant: LASTS, IdToken: LASTS, Interaction: LASTS, Session: LASTS },
    pkce: { required: () => true },
    cookies: { keys: ['a key for the cookies of the test'] },
    // Pages for signing in that ask for no password.
    features: { devInteractions: { enabled: true } },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...started.claims(id) }),
    }),
  });
  server.on('request', provider.callback() ?? (() => {}));

  const started: TestProvider = {
    config: { issuer, ...CLIENT, name: 'the clinic', registration: true, publicUrl },
    claims: (subject) => ({ preferred_username: subject }),
    async visit(address, login) {
      const cookies = new Map<string, string>();
      const open = async (url: string, form?: Record<string, string>) => {
        const answer = await fetch(url, {
          method: form === undefined ? 'GET' : 'POST',
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        });
        for (const set of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          cookies.set(name, value);
        }
        return answer;
      };
      let answer = await open(address);
      // Signing in, agreeing, and the steps in between.
      for (let steps = 0; steps < 20; steps++) {
        const to = answer.headers.get('location');
        if (to !== null) {
          const next = new URL(to, issuer);
          if (next.origin !== issuer) return next;
          answer = await open(next.href);
          continue;
        }
        const page = await answer.text();
        const action = /action="([^"]+)"/.exec(page)?.[1];
        if (action === undefined)
          throw new Error(`the provider says ${answer.status}: ${page.slice(0, 300)}`);
        const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? '';
        answer = await open(new URL(action, issuer).href, { prompt, login, password: 'any' });
      }
      throw new Error('the provider never sent the browser back');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}
