/** Everything that a server can be told, in one table: `.env.example` and the documentation say the same. */
export const VARIABLES = {
  SINODE_DATA_DIR: ['./var', 'Folder for everything that the server writes'],
  SINODE_LIBRARY_DIR: ['./library', 'Folder with the recordings that everyone who is signed in may read'],
  SINODE_HOST: ['127.0.0.1', 'Address to listen on; 0.0.0.0 for all'],
  SINODE_API_PORT: ['8000', 'Port of the API'],
  SINODE_WEB_PORT: ['8501', 'Port of the dashboard; off for none'],
  DATABASE_URL: ['', 'A Postgres to use instead of the embedded one: postgres://user:password@host/database'],
  SINODE_SECRET: [
    '',
    'Signs access tokens, 32 characters or more; made and kept in the data folder without it',
  ],
  SINODE_ROLE: [
    'all',
    'all, or api or worker to share the work over several processes (they need DATABASE_URL)',
  ],
  SINODE_REGISTRATION: ['on', 'off: only `sinode users add` makes accounts'],
  SINODE_MAX_UPLOAD_MB: ['1024', 'Largest upload'],
  SINODE_THREADS: [
    '',
    'Threads that read recordings and find beats; as many as cores, and at least 2, without it',
  ],
  SINODE_MODEL: ['sinode-qrs-2', 'Name of the model'],
  SINODE_LOG_LEVEL: ['info', 'trace, debug, info, warn, error, fatal or silent'],
  SINODE_METRICS_PORT: ['', 'A port of its own for /metrics and /health, without sign-in; none without it'],
  SINODE_METRICS_HOST: ['127.0.0.1', 'Address of that port'],
  SINODE_TRUST_PROXY: [
    'off',
    'Proxies to believe when they say who asks: on, or addresses with commas between',
  ],
  SINODE_SIGN_IN_ATTEMPTS: ['10', 'Failed sign-ins for one account within 15 minutes'],
  SINODE_ADDRESS_ATTEMPTS: ['100', 'Failed sign-ins, and registrations, from one address within 15 minutes'],
} as const satisfies Record<
  `SINODE_${string}` | 'DATABASE_URL',
  readonly [standard: string, description: string]
>;

export type Variable = keyof typeof VARIABLES;
