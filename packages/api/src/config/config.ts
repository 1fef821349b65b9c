/** What a server was told, checked once at its start. Nothing else reads the environment. */
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
  /** `null`: the one in the data folder. */
  readonly secret: string | null;
  readonly role: Role;
  readonly registration: boolean;
  readonly maxUploadBytes: number;
  readonly threads: number;
  readonly model: string;
  readonly logLevel: string;
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  readonly trustProxy: boolean | string[];
  readonly signInAttempts: number;
  readonly addressAttempts: number;
  /** What looks like a mistake and does not keep the server from starting, one sentence each. */
  readonly warnings: readonly string[];
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
const LONGEST_SECRET = 4096;

const Port = fromText(wholeNumber(0, 65_535));
const WebPort = z.union([z.literal('off'), Port], {
  error: 'must be a whole number from 0 to 65535, or off',
});
const Switch = z.enum(['on', 'off'], { error: 'must be on or off' });
const Words = z.string().min(1);
const choice = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

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
  SINODE_SECRET: z
    .string()
    .min(32, { error: 'must have 32 characters or more' })
    .max(LONGEST_SECRET, { error: `must have at most ${LONGEST_SECRET} characters` })
    .optional(),
  SINODE_ROLE: choice(['all', 'api', 'worker']),
  SINODE_REGISTRATION: Switch,
  SINODE_MAX_UPLOAD_MB: fromText(wholeNumber(1, 1_000_000)),
  SINODE_THREADS: fromText(wholeNumber(1, 512)).optional(),
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
} as const satisfies Record<Variable, z.ZodType>;

/** What must not be shown, not even when it is wrong. */
const SECRETS: readonly Variable[] = ['SINODE_SECRET', 'DATABASE_URL'];

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
  const read = <V extends Variable>(name: V): z.infer<(typeof SCHEMAS)[V]> => {
    const option = options[name];
    const text = option?.text ?? (environment[name] || VARIABLES[name][0] || undefined);
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
    webPort: portOrNone(read('SINODE_WEB_PORT')),
    databaseUrl: read('DATABASE_URL') ?? null,
    secret: read('SINODE_SECRET') ?? null,
    role: read('SINODE_ROLE'),
    registration: read('SINODE_REGISTRATION') === 'on',
    maxUploadBytes: read('SINODE_MAX_UPLOAD_MB') * MEGABYTE,
    threads: read('SINODE_THREADS') ?? Math.max(2, availableParallelism()),
    model: read('SINODE_MODEL'),
    logLevel: read('SINODE_LOG_LEVEL'),
    metricsPort: read('SINODE_METRICS_PORT') ?? null,
    metricsHost: read('SINODE_METRICS_HOST'),
    trustProxy: proxiesOf(read('SINODE_TRUST_PROXY')),
    signInAttempts: read('SINODE_SIGN_IN_ATTEMPTS'),
    addressAttempts: read('SINODE_ADDRESS_ATTEMPTS'),
    warnings: unknownVariables(environment),
  };
  // Only where both were understood: a complaint about one of them is enough.
  if ((config.role === 'api' || config.role === 'worker') && !environment.DATABASE_URL) {
    complaints.push(
      `SINODE_ROLE ${config.role} needs DATABASE_URL: the embedded Postgres serves one process only`,
    );
  }
  if (complaints.length > 0) throw new ConfigError(`${complaints.join('; ')}.`);
  return config;
}

function portOrNone(port: number | 'off'): number | null {
  return port === 'off' ? null : port;
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

/** Variables that tests and developers use beside the server's. */
const NOT_OURS = [
  'SINODE_DEBUG',
  'SINODE_TEST_DATA',
  'SINODE_KILL_ROUNDS',
  'SINODE_KILL_UPLOADS',
  'SINODE_SCHEMATHESIS',
  'SINODE_SCHEMATHESIS_EXAMPLES',
];

/** A slip of the finger would otherwise leave somebody with a standard that they meant to change. */
function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('SINODE_') && !(name in VARIABLES) && !NOT_OURS.includes(name))
    .map((name) => `${name} means nothing to Sinode; see .env.example for what does.`);
}
