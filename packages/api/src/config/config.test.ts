import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { VARIABLES } from './variables.ts';

test('a server needs to be told nothing', () => {
  expect(readConfig({})).toMatchObject({
    dataDir: resolve('var'),
    libraryDir: resolve('library'),
    host: '127.0.0.1',
    apiPort: 8000,
    webPort: 8501,
    databaseUrl: null,
    secret: null,
    role: 'all',
    registration: true,
    maxUploadBytes: 1_024_000_000,
    metricsPort: null,
    trustProxy: false,
    warnings: [],
  });
  expect(readConfig({}).threads).toBeGreaterThanOrEqual(2);
});

test('options of the command line win over the environment', () => {
  const environment = { SINODE_API_PORT: '1', SINODE_ROLE: 'api', DATABASE_URL: 'postgres://u:p@db/sinode' };
  expect(readConfig(environment, { port: '9000', role: 'worker' })).toMatchObject({
    apiPort: 9000,
    role: 'worker',
  });
});

test('everything that is wrong is told at once, with its name', () => {
  const environment = { SINODE_API_PORT: 'http', SINODE_REGISTRATION: 'no', SINODE_THREADS: '0' };
  expect(() => readConfig(environment)).toThrow(
    new ConfigError(
      'SINODE_API_PORT must be a whole number from 0 to 65535 (not "http"); SINODE_REGISTRATION must be on or off (not "no"); SINODE_THREADS must be a whole number from 1 to 512 (not "0").',
    ),
  );
});

test('an option is called by its own name', () => {
  expect(() => readConfig({}, { port: 'http' })).toThrow(
    new ConfigError('--port must be a whole number from 0 to 65535 (not "http").'),
  );
  expect(() => readConfig({}, { port: '' })).toThrow(/--port/);
});

test('the dashboard can be left out, by variable and by option', () => {
  expect(readConfig({ SINODE_WEB_PORT: 'off' }).webPort).toBeNull();
  expect(readConfig({ SINODE_WEB_PORT: 'off' }, { webPort: '9001' }).webPort).toBe(9001);
  expect(readConfig({}, { webPort: 'off' }).webPort).toBeNull();
  expect(() => readConfig({}, { webPort: 'no' })).toThrow(
    new ConfigError('--web-port must be a whole number from 0 to 65535, or off (not "no").'),
  );
});

test('one mistake is one complaint', () => {
  expect(() => readConfig({ SINODE_ROLE: 'boss' })).toThrow(
    new ConfigError('SINODE_ROLE must be one of all, api, worker (not "boss").'),
  );
  expect(() => readConfig({ SINODE_ROLE: 'api', DATABASE_URL: 'mysql://db' })).toThrow(
    new ConfigError('DATABASE_URL must be like postgres://user:password@host/database.'),
  );
});

test.each([
  'SINODE_API_PORT',
  'SINODE_METRICS_PORT',
  'SINODE_THREADS',
  'SINODE_MAX_UPLOAD_MB',
  'SINODE_SIGN_IN_ATTEMPTS',
  'SINODE_ADDRESS_ATTEMPTS',
])('%s is a number within bounds', (name) => {
  for (const text of ['-1', '1.5', '0x10', 'Infinity', '99999999', ' ', 'ten']) {
    expect(() => readConfig({ [name]: text })).toThrow(`${name} must be a whole number from`);
  }
});

test('secrets are not shown, not even bad ones', () => {
  expect(() => readConfig({ SINODE_SECRET: 'hunter2' })).toThrow(
    'SINODE_SECRET must have 32 characters or more.',
  );
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:hunter2@db/x' })).toThrow(
    'DATABASE_URL must be like postgres://user:password@host/database.',
  );
});

test.each(['api', 'worker'])('the role %s needs a Postgres that others can reach', (role) => {
  expect(() => readConfig({ SINODE_ROLE: role })).toThrow(/needs DATABASE_URL/);
  expect(readConfig({ SINODE_ROLE: role, DATABASE_URL: 'postgresql://db/x' }).role).toBe(role);
});

test.each([
  ['off', false],
  ['on', true],
  ['10.0.0.1, 192.168.0.0/16', ['10.0.0.1', '192.168.0.0/16']],
  ['::1,fd00::/8', ['::1', 'fd00::/8']],
])('proxies: %s', (text, trustProxy) => {
  expect(readConfig({ SINODE_TRUST_PROXY: text }).trustProxy).toEqual(trustProxy);
});

test.each(['yes', '10.0.0', '10.0.0.0/33', '10.0.0.1,', '10.0.0.0/8/8', 'fd00::/129', 'proxy.local'])(
  'no proxy is called %s',
  (text) => {
    expect(() => readConfig({ SINODE_TRUST_PROXY: text })).toThrow(/SINODE_TRUST_PROXY must be on, off, or/);
  },
);

test('traces are sent where OpenTelemetry’s own variables name an endpoint, and do not switch it off', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(readConfig({}).hasTraces).toBe(false);
  expect(readConfig(endpoint).hasTraces).toBe(true);
  expect(readConfig({ ...endpoint, OTEL_SDK_DISABLED: 'true' }).hasTraces).toBe(false);
  expect(() => readConfig({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector:4318' })).toThrow(
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be an address like http://collector:4318.',
  );
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ SINODE_API_PORT: '', DATABASE_URL: '' })).toMatchObject({
    apiPort: 8000,
    databaseUrl: null,
  });
});

test('a variable that nobody knows is told of', () => {
  expect(readConfig({ SINODE_PORT: '80', HOME: '/' }).warnings).toEqual([
    'SINODE_PORT means nothing to Sinode; see .env.example for what does.',
  ]);
});

test('a bucket makes a store, with its folder in one way to write it', () => {
  const bucket = { SINODE_S3_BUCKET: 'ecg', SINODE_S3_PREFIX: '/clinic/sinode', SINODE_S3_CACHE_MB: '7' };
  expect(readConfig(bucket).s3).toEqual({
    bucket: 'ecg',
    endpoint: null,
    region: 'us-east-1',
    prefix: 'clinic/sinode/',
    cacheBytes: 7_000_000,
  });
  expect(readConfig({}).s3).toBeNull();
});

test('what is said of a store that there is none of is told of', () => {
  expect(readConfig({ SINODE_S3_ENDPOINT: 'http://localhost:9000' }).warnings).toEqual([
    'SINODE_S3_ENDPOINT does nothing without SINODE_S3_BUCKET.',
  ]);
});

test('.env.example and the documentation hold every variable with its standard', () => {
  const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
  const table = readFileSync(
    new URL('../../../../docs/administration/configuration.md', import.meta.url),
    'utf8',
  ).replaceAll(/ +/g, ' ');
  for (const [name, [standard, description]] of Object.entries(VARIABLES)) {
    expect(example).toContain(`# ${description}\n# ${name}=${standard}\n`);
    const shown = standard === '' ? ' ' : ` \`${standard}\` `;
    expect(table).toContain(`| \`${name}\` |${shown}| ${description} |\n`);
  }
  expect(example.match(/^# [A-Z\d_]+=/gm)).toHaveLength(Object.keys(VARIABLES).length);
  expect(table.match(/^\| `[A-Z\d_]+` \|/gm)).toHaveLength(Object.keys(VARIABLES).length);
});

describe('secrets', () => {
  const secret = 'a'.repeat(32);

  test('may be several: those before a change sign nothing and are good still', () => {
    const previous = ['b'.repeat(32), 'c'.repeat(40)];
    expect(readConfig({ SINODE_PREVIOUS_SECRETS: previous.join(', ') }).previousSecrets).toEqual(previous);
    expect(() => readConfig({ SINODE_PREVIOUS_SECRETS: `${secret},hunter2` })).toThrow(
      'SINODE_PREVIOUS_SECRETS must have 32 characters or more.',
    );
  });

  test('may lie in files, as orchestrators hand them out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sinode-config-'));
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    try {
      const environment = {
        SINODE_SECRET_FILE: write('secret', `${secret}\n`),
        DATABASE_URL_FILE: write('url', 'postgres://u:hunter2@db/sinode\n'),
        SINODE_ROLE: 'api',
      };
      expect(readConfig(environment)).toMatchObject({
        secret,
        databaseUrl: 'postgres://u:hunter2@db/sinode',
        warnings: [],
      });
      expect(() => readConfig({ ...environment, SINODE_SECRET: secret })).toThrow(
        'SINODE_SECRET and SINODE_SECRET_FILE are both set: one is enough.',
      );
      expect(() => readConfig({ SINODE_SECRET_FILE: write('empty', '\n') })).toThrow('names an empty file');
      expect(() => readConfig({ SINODE_SECRET_FILE: join(folder, 'none') })).toThrow(
        'SINODE_SECRET_FILE names a file that cannot be read (ENOENT).',
      );
      expect(readConfig({ SINODE_HOST_FILE: '/x' }).warnings).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('single sign-on', () => {
  const whole = {
    SINODE_PUBLIC_URL: 'https://ecg.example.org/',
    SINODE_OIDC_ISSUER: 'https://sso.example.org/realms/clinic',
    SINODE_OIDC_CLIENT_ID: 'sinode',
    SINODE_OIDC_CLIENT_SECRET: 'hunter2',
  };

  test('is there with all that it needs', () => {
    expect(readConfig({}).oidc).toBeNull();
    expect(readConfig(whole).oidc).toEqual({
      issuer: 'https://sso.example.org/realms/clinic',
      clientId: 'sinode',
      clientSecret: 'hunter2',
      name: 'single sign-on',
      registration: true,
      publicUrl: 'https://ecg.example.org',
    });
    for (const missing of Object.keys(whole)) {
      expect(() => readConfig({ ...whole, [missing]: '' })).toThrow(/^Single sign-on needs all of/);
    }
  });

  test('takes no provider without encryption, but for this machine', () => {
    const issuerOf = (issuer: string) => readConfig({ ...whole, SINODE_OIDC_ISSUER: issuer }).oidc?.issuer;
    expect(issuerOf('http://127.0.0.1:9000')).toBe('http://127.0.0.1:9000');
    expect(() => issuerOf('http://sso.example.org')).toThrow('SINODE_OIDC_ISSUER must begin with https://');
    expect(() => issuerOf('http://127.0.0.1.example.org')).toThrow('must begin with https://');
  });

  test.each([
    ['SINODE_OIDC_ISSUER', 'sso.example.org', 'must be an address like https://sso.example.org'],
    ['SINODE_PUBLIC_URL', 'ecg.example.org', 'must be an address like https://ecg.example.org'],
    ['SINODE_PUBLIC_URL', 'localhost:8501', 'must be an address like https://ecg.example.org'],
    ['SINODE_OIDC_ISSUER', 'https://', 'must be an address like https://sso.example.org'],
  ])('says of %s what is wrong with %s', (name, text, words) => {
    expect(() => readConfig({ ...whole, [name]: text })).toThrow(
      new ConfigError(`${name} ${words} (not ${JSON.stringify(text)}).`),
    );
  });

  test('comes back to the root of a host', () => {
    expect(() => readConfig({ ...whole, SINODE_PUBLIC_URL: 'https://example.org/ecg' })).toThrow(
      'SINODE_PUBLIC_URL must be the root of a host, without a path',
    );
  });
});

test('limits of requests and of storage are off, or numbers', () => {
  expect(readConfig({})).toMatchObject({ requestsPerMinute: null, quotaBytes: null });
  expect(readConfig({ SINODE_REQUESTS_PER_MINUTE: '600', SINODE_QUOTA_GB: '5' })).toMatchObject({
    requestsPerMinute: 600,
    quotaBytes: 5_000_000_000,
  });
  expect(() => readConfig({ SINODE_QUOTA_GB: '0' })).toThrow(
    'SINODE_QUOTA_GB must be a whole number from 1 to 1000000',
  );
});
