/** Everything that a server can be told, in one table: `.env.example` and the documentation say the same. */
export const VARIABLES = {
  SINODE_DATA_DIR: ['./var', 'Folder for everything that the server writes'],
  SINODE_LIBRARY_DIR: ['./library', 'Folder with the recordings that everyone who is signed in may read'],
  SINODE_HOST: ['127.0.0.1', 'Address to listen on; 0.0.0.0 for all'],
  SINODE_API_PORT: ['8000', 'Port of the API'],
  SINODE_WEB_PORT: ['8501', 'Port of the dashboard; off for none'],
  DATABASE_URL: ['', 'A Postgres to use instead of the embedded one: postgres://user:password@host/database'],
  SINODE_S3_BUCKET: [
    '',
    'A bucket of an S3-compatible store for the recordings, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; they lie in the data folder without it',
  ],
  SINODE_S3_ENDPOINT: ['', 'Where that store is, https://host:port; Amazon S3 without it'],
  SINODE_S3_REGION: ['us-east-1', 'Its region'],
  SINODE_S3_PREFIX: ['', 'Folder in the bucket; the bucket itself without it'],
  SINODE_S3_CACHE_MB: [
    '4096',
    'Most that copies of its recordings have in the data folder, and as much again what is prepared for drawing',
  ],
  SINODE_SECRET: [
    '',
    'Signs access tokens, 32 characters or more; made and kept in the data folder without it',
  ],
  SINODE_PREVIOUS_SECRETS: [
    '',
    'Secrets from before a change of SINODE_SECRET, with commas between: what they signed is good still',
  ],
  SINODE_ROLE: [
    'all',
    'all, or api or worker to share the work over several processes (they need DATABASE_URL)',
  ],
  SINODE_REGISTRATION: ['on', 'off: only `sinode users add` makes accounts'],
  SINODE_MAX_UPLOAD_MB: ['1024', 'Largest upload'],
  SINODE_KEEP_RECORDINGS_DAYS: [
    '',
    'Uploads are deleted so many days after they came, with their analyses and corrections; never without it',
  ],
  SINODE_KEEP_AUDIT_DAYS: ['', 'What the audit log says is forgotten after so many days; never without it'],
  SINODE_THREADS: [
    '',
    'Threads that read recordings and find beats; as many as cores, and at least 2, without it',
  ],
  SINODE_TASK_SECONDS: [
    '120',
    'A recording that is read or analysed for so long without a sign of progress is given up',
  ],
  SINODE_TASK_MEMORY_MB: ['2048', 'Memory that one recording may take for its samples'],
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
  SINODE_REQUESTS_PER_MINUTE: [
    'off',
    'Requests of one account, or of one address without an account, over all processes; off for no limit',
  ],
  SINODE_QUOTA_GB: ['off', 'Recordings that one account may store, in GB; off for no limit'],
  SINODE_PUBLIC_URL: [
    '',
    'Where people reach the dashboard, as in https://ecg.example.org; for single sign-on',
  ],
  SINODE_OIDC_ISSUER: ['', 'An OpenID Connect provider to sign in with; none without it'],
  SINODE_OIDC_CLIENT_ID: ['', 'What the provider calls this server'],
  SINODE_OIDC_CLIENT_SECRET: ['', 'What this server shows the provider'],
  SINODE_OIDC_NAME: ['single sign-on', 'What the provider is called on the sign-in page'],
  SINODE_OIDC_REGISTRATION: ['on', 'off: only who has an account may sign in through the provider'],
} as const satisfies Record<
  `SINODE_${string}` | 'DATABASE_URL',
  readonly [standard: string, description: string]
>;

export type Variable = keyof typeof VARIABLES;
