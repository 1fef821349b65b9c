/** What a server was told, checked once at its start. Nothing else reads the environment. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fromText, wholeNumber } from '@sinode/contracts';
import { z } from 'zod';
import { VARIABLES, type Variable } from './variables.ts';

type Role = 'all' | 'api' | 'worker';

export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly libraryDir: string;
  readonly host: string;
  readonly apiPort: number;
  /** `null`: no dashboard. */
  readonly webPort: number | null;
  /** `null`: the embedded Postgres. */
  readonly databaseUrl: string | null;
  /** `null`: recordings lie in the data folder. */
  readonly s3: S3Config | null;
  /** `null`: the one in the data folder. */
  readonly secret: string | null;
  /** Sign nothing any more; what they signed is accepted. */
  readonly previousSecrets: readonly string[];
  readonly role: Role;
  readonly registration: boolean;
  readonly maxUploadBytes: number;
  /** `null`: for ever. */
  readonly keepRecordingsDays: number | null;
  /** `null`: for ever. */
  readonly keepAuditDays: number | null;
  readonly threads: number;
  /** Without a sign of progress. */
  readonly taskSeconds: number;
  readonly taskMemoryMb: number;
  readonly model: string;
  readonly logLevel: string;
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  readonly trustProxy: boolean | string[];
  readonly signInAttempts: number;
  readonly addressAttempts: number;
  /** `null`: no limit. */
  readonly requestsPerMinute: number | null;
  /** Of one account; `null`: no limit. */
  readonly quotaBytes: number | null;
  /** `null`: accounts have passwords only. */
  readonly oidc: OidcConfig | null;
  /** Whether somebody collects traces; where, the standard's own variables say. */
  readonly hasTraces: boolean;
  /** What looks like a mistake and does not keep the server from starting, one sentence each. */
  readonly warnings: readonly string[];
}

/** A provider of OpenID Connect, and who we are to it. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As a person knows it. */
  readonly name: string;
  /** Whether who comes for the first time gets an account. */
  readonly registration: boolean;
  /** Where the dashboard is for those who use it, without a slash at the end. */
  readonly publicUrl: string;
}

/** A bucket for the recordings; credentials are found as Amazon's SDK does. */
interface S3Config {
  readonly bucket: string;
  /** `null`: Amazon's, of the region. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Empty, or with `/` at its end. */
  readonly prefix: string;
  /** Most that local copies have together, and traces once more. */
  readonly cacheBytes: number;
}

/** Options of the command line, which win over the environment. */
export interface Flags {
  readonly port?: string;
  readonly webPort?: string;
  readonly role?: string;
}

/** Says of every variable that cannot be used what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;
const LONGEST_SECRET = 4096;

const Port = fromText(wholeNumber(0, 65_535));
const WebPort = z.union([z.literal('off'), Port], {
  error: 'must be a whole number from 0 to 65535, or off',
});
const Switch = z.enum(['on', 'off'], { error: 'must be on or off' });
const Words = z.string().min(1);
const choice = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

const Secret = z
  .string()
  .min(32, { error: 'must have 32 characters or more' })
  .max(LONGEST_SECRET, { error: `must have at most ${LONGEST_SECRET} characters` });
const offOr = (most: number) =>
  z.union([z.literal('off'), fromText(wholeNumber(1, most))], {
    error: `must be a whole number from 1 to ${most}, or off`,
  });
/** What comes after it may take it for an address: it is looked at no further where it is none. */
const webAddress = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address like ${example}`, abort: true });
/** Tokens go there: only this machine may be reached without encryption. */
const SafeUrl = webAddress('https://sso.example.org').refine(
  (url) => url.startsWith('https:') || isLoopback(url),
  {
    error: 'must begin with https:// (http:// is for 127.0.0.1 and localhost only)',
  },
);

const SCHEMAS = {
  SINODE_DATA_DIR: Words,
  SINODE_LIBRARY_DIR: Words,
  SINODE_HOST: Words,
  SINODE_API_PORT: Port,
  SINODE_WEB_PORT: WebPort,
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      hostname: /.*/,
      error: 'must be like postgres://user:password@host/database',
    })
    .optional(),
  SINODE_S3_BUCKET: z
    .string()
    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, { error: 'must be the name of a bucket' })
    .optional(),
  SINODE_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, hostname: /.*/, error: 'must be like https://s3.example.org:9000' })
    .optional(),
  SINODE_S3_REGION: Words,
  SINODE_S3_PREFIX: z
    .string()
    .regex(/^\/?[\w.-]+(\/[\w.-]+)*\/?$/, { error: 'must be names with slashes between, as in clinic/ecg' })
    .optional(),
  SINODE_S3_CACHE_MB: fromText(wholeNumber(1, 1_000_000_000)),
  SINODE_SECRET: Secret.optional(),
  SINODE_PREVIOUS_SECRETS: z
    .string()
    .transform(listOf)
    .pipe(z.array(Secret).max(10, { error: 'must be at most 10' }))
    .optional(),
  SINODE_ROLE: choice(['all', 'api', 'worker']),
  SINODE_REGISTRATION: Switch,
  SINODE_MAX_UPLOAD_MB: fromText(wholeNumber(1, 1_000_000)),
  SINODE_KEEP_RECORDINGS_DAYS: fromText(wholeNumber(1, 36_500)).optional(),
  SINODE_KEEP_AUDIT_DAYS: fromText(wholeNumber(1, 36_500)).optional(),
  SINODE_THREADS: fromText(wholeNumber(1, 512)).optional(),
  SINODE_TASK_SECONDS: fromText(wholeNumber(1, 86_400)),
  SINODE_TASK_MEMORY_MB: fromText(wholeNumber(64, 1_000_000)),
  SINODE_MODEL: Words,
  SINODE_LOG_LEVEL: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  SINODE_METRICS_PORT: Port.optional(),
  SINODE_METRICS_HOST: Words,
  SINODE_TRUST_PROXY: z
    .string()
    .refine((text) => text === 'on' || text === 'off' || addressesIn(text).every(isAddressOrRange), {
      error: 'must be on, off, or addresses and ranges with commas between, as in 10.0.0.1, 192.168.0.0/16',
    }),
  SINODE_SIGN_IN_ATTEMPTS: fromText(wholeNumber(1, 1_000_000)),
  SINODE_ADDRESS_ATTEMPTS: fromText(wholeNumber(1, 1_000_000)),
  SINODE_REQUESTS_PER_MINUTE: offOr(10_000_000),
  SINODE_QUOTA_GB: offOr(1_000_000),
  SINODE_PUBLIC_URL: webAddress('https://ecg.example.org')
    .refine((url) => new URL(url).pathname === '/' && !/[?#]/.test(url), {
      error: 'must be the root of a host, without a path',
    })
    .optional(),
  SINODE_OIDC_ISSUER: SafeUrl.optional(),
  SINODE_OIDC_CLIENT_ID: Words.optional(),
  SINODE_OIDC_CLIENT_SECRET: Words.optional(),
  SINODE_OIDC_NAME: z.string().min(1).max(60, { error: 'must have at most 60 characters' }),
  SINODE_OIDC_REGISTRATION: Switch,
} as const satisfies Record<Variable, z.ZodType>;

/** What must not be shown, not even when it is wrong. */
const SECRETS: readonly Variable[] = [
  'SINODE_SECRET',
  'SINODE_PREVIOUS_SECRETS',
  'DATABASE_URL',
  'SINODE_OIDC_CLIENT_SECRET',
];

/** At the end of a secret's name: the file to read it from, as orchestrators hand secrets out. */
const FILE = '_FILE';

/**
 * @param environment - `process.env`; an empty variable is one that is not set
 * @throws ConfigError that names every variable with a bad value
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Flags = {},
): Config {
  const options: Partial<Record<Variable, { name: string; text: string | undefined }>> = {
    SINODE_API_PORT: { name: '--port', text: flags.port },
    SINODE_WEB_PORT: { name: '--web-port', text: flags.webPort },
    SINODE_ROLE: { name: '--role', text: flags.role },
  };
  const complaints: string[] = [];
  const secrets = readSecretFiles(environment, complaints);
  const read = <V extends Variable>(name: V): z.infer<(typeof SCHEMAS)[V]> => {
    const option = options[name];
    const text = option?.text ?? (secrets[name] || environment[name] || VARIABLES[name][0] || undefined);
    const result = SCHEMAS[name].safeParse(text);
    if (!result.success) {
      const where = option?.text === undefined ? name : option.name;
      const shown = SECRETS.includes(name) ? '' : ` (not ${JSON.stringify(text)})`;
      complaints.push(`${where} ${result.error.issues[0]?.message}${shown}`);
    }
    return result.data as z.infer<(typeof SCHEMAS)[V]>;
  };

  const config: Config = {
    dataDir: resolve(read('SINODE_DATA_DIR') ?? ''),
    libraryDir: resolve(read('SINODE_LIBRARY_DIR') ?? ''),
    host: read('SINODE_HOST'),
    apiPort: read('SINODE_API_PORT'),
    webPort: numberOrNone(read('SINODE_WEB_PORT')),
    databaseUrl: read('DATABASE_URL') ?? null,
    s3: s3Of({
      bucket: read('SINODE_S3_BUCKET'),
      endpoint: read('SINODE_S3_ENDPOINT'),
      region: read('SINODE_S3_REGION'),
      prefix: read('SINODE_S3_PREFIX'),
      cacheMegabytes: read('SINODE_S3_CACHE_MB'),
    }),
    secret: read('SINODE_SECRET') ?? null,
    previousSecrets: read('SINODE_PREVIOUS_SECRETS') ?? [],
    role: read('SINODE_ROLE'),
    registration: read('SINODE_REGISTRATION') === 'on',
    maxUploadBytes: read('SINODE_MAX_UPLOAD_MB') * MEGABYTE,
    keepRecordingsDays: read('SINODE_KEEP_RECORDINGS_DAYS') ?? null,
    keepAuditDays: read('SINODE_KEEP_AUDIT_DAYS') ?? null,
    threads: read('SINODE_THREADS') ?? Math.max(2, availableParallelism()),
    taskSeconds: read('SINODE_TASK_SECONDS'),
    taskMemoryMb: read('SINODE_TASK_MEMORY_MB'),
    model: read('SINODE_MODEL'),
    logLevel: read('SINODE_LOG_LEVEL'),
    metricsPort: read('SINODE_METRICS_PORT') ?? null,
    metricsHost: read('SINODE_METRICS_HOST'),
    trustProxy: proxiesOf(read('SINODE_TRUST_PROXY')),
    signInAttempts: read('SINODE_SIGN_IN_ATTEMPTS'),
    addressAttempts: read('SINODE_ADDRESS_ATTEMPTS'),
    requestsPerMinute: numberOrNone(read('SINODE_REQUESTS_PER_MINUTE')),
    quotaBytes: bytesOrNone(read('SINODE_QUOTA_GB')),
    oidc: oidcOf(
      {
        issuer: read('SINODE_OIDC_ISSUER'),
        clientId: read('SINODE_OIDC_CLIENT_ID'),
        clientSecret: read('SINODE_OIDC_CLIENT_SECRET'),
        publicUrl: read('SINODE_PUBLIC_URL'),
      },
      { name: read('SINODE_OIDC_NAME'), registration: read('SINODE_OIDC_REGISTRATION') === 'on' },
      complaints,
    ),
    hasTraces: wantsTraces(environment, complaints),
    warnings: [...unknownVariables(environment), ...idleVariables(environment)],
  };
  // Only where both were understood: a complaint about one of them is enough.
  const isShared = environment.DATABASE_URL || environment[`DATABASE_URL${FILE}`];
  if ((config.role === 'api' || config.role === 'worker') && !isShared) {
    complaints.push(
      `SINODE_ROLE ${config.role} needs DATABASE_URL: the embedded Postgres serves one process only`,
    );
  }
  if (complaints.length > 0) throw new ConfigError(`${complaints.join('; ')}.`);
  return config;
}

function numberOrNone(value: number | 'off'): number | null {
  return value === 'off' ? null : value;
}

function bytesOrNone(gigabytes: number | 'off'): number | null {
  return gigabytes === 'off' ? null : gigabytes * GIGABYTE;
}

/** All that single sign-on needs, or nothing of it: half of it is a mistake. */
function oidcOf(
  needed: {
    issuer: string | undefined;
    clientId: string | undefined;
    clientSecret: string | undefined;
    publicUrl: string | undefined;
  },
  rest: Pick<OidcConfig, 'name' | 'registration'>,
  complaints: string[],
): OidcConfig | null {
  const { issuer, clientId, clientSecret, publicUrl } = needed;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined)
    return { issuer, clientId, clientSecret, publicUrl: publicUrl.replace(/\/$/, ''), ...rest };
  if (complaints.length === 0) {
    complaints.push(
      'Single sign-on needs all of SINODE_OIDC_ISSUER, SINODE_OIDC_CLIENT_ID, SINODE_OIDC_CLIENT_SECRET and SINODE_PUBLIC_URL',
    );
  }
  return null;
}

/** Secrets that lie in files: `SINODE_SECRET_FILE` and the like name them. */
function readSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
  complaints: string[],
): Partial<Record<Variable, string>> {
  const found: Partial<Record<Variable, string>> = {};
  for (const name of SECRETS) {
    const path = environment[name + FILE];
    if (!path) continue;
    if (environment[name]) complaints.push(`${name} and ${name}${FILE} are both set: one is enough`);
    try {
      found[name] = readFileSync(path, 'utf8').trim();
      if (found[name] === '') complaints.push(`${name}${FILE} names an empty file`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : error;
      complaints.push(`${name}${FILE} names a file that cannot be read (${code})`);
    }
  }
  return found;
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function s3Of({
  bucket,
  endpoint,
  region,
  prefix,
  cacheMegabytes,
}: {
  bucket: string | undefined;
  endpoint: string | undefined;
  region: string;
  prefix: string | undefined;
  cacheMegabytes: number;
}): S3Config | null {
  if (bucket === undefined) return null;
  const folder = (prefix ?? '').replaceAll(/^\/|\/$/g, '');
  return {
    bucket,
    endpoint: endpoint ?? null,
    region,
    prefix: folder === '' ? '' : `${folder}/`,
    cacheBytes: cacheMegabytes * MEGABYTE,
  };
}

function proxiesOf(text: string | undefined): boolean | string[] {
  return text === 'on' || (text !== 'off' && addressesIn(text ?? ''));
}

function addressesIn(text: string): string[] {
  return text.split(',').map((address) => address.trim());
}

/** `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`: what Fastify would otherwise refuse in words of its own. */
function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** OpenTelemetry's variables, of which its library reads the rest. */
const TRACE_ENDPOINTS = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

function wantsTraces(
  environment: Readonly<Record<string, string | undefined>>,
  complaints: string[],
): boolean {
  const named = TRACE_ENDPOINTS.filter((name) => environment[name]);
  for (const name of named) {
    if (!/^https?:\/\/./.test(environment[name] ?? ''))
      complaints.push(`${name} must be an address like http://collector:4318`);
  }
  return named.length > 0 && environment.OTEL_SDK_DISABLED !== 'true';
}

/** Variables that tests and developers use beside the server's. */
const NOT_OURS = [
  'SINODE_DEBUG',
  'SINODE_TEST_DATA',
  'SINODE_TEST_S3_SERVER',
  'SINODE_KILL_ROUNDS',
  'SINODE_KILL_UPLOADS',
  'SINODE_SCHEMATHESIS',
  'SINODE_SCHEMATHESIS_EXAMPLES',
];

/** A slip of the finger would otherwise leave somebody with a standard that they meant to change. */
function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('SINODE_') && !(name in VARIABLES) && !NOT_OURS.includes(name))
    .filter((name) => !SECRETS.some((secret) => name === secret + FILE))
    .map((name) => `${name} means nothing to Sinode; see .env.example for what does.`);
}

/** What is known and does nothing as things are. */
function idleVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  if (environment.SINODE_S3_BUCKET) return [];
  return Object.keys(environment)
    .filter((name) => name.startsWith('SINODE_S3_') && name in VARIABLES && environment[name])
    .map((name) => `${name} does nothing without SINODE_S3_BUCKET.`);
}
