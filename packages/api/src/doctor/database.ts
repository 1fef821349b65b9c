import pg from 'pg';
import type { Config } from '../config/config.ts';
import { appliedMigrations, isNewer, knownMigrations } from '../database/migrations.ts';
import { inWords, reachDatabase } from '../database/reach-database.ts';
import type { Findings } from './findings.ts';

/** `gen_random_uuid` is part of it since then. */
const OLDEST_POSTGRES = 130_000;
const CLOCK_SKEW_MS = 5_000;
const CONNECT_MS = 5_000;
/** Of all connections that the server allows. */
const ALMOST_ALL = 0.8;
/** Jobs wait for a second where a worker has time. */
const WAITING_SECONDS = 600;
const LOST_SECONDS = 60;
const BACKUP_DAYS = 7;

/**
 * Looks at the database without changing it.
 *
 * @param rest - what else needs it, while it can be reached
 */
export async function examineDatabase(
  findings: Findings,
  config: Config,
  rest: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const database = await reachDatabase(config);
  try {
    const client = new pg.Client({
      connectionString: database.url,
      application_name: 'sinode doctor',
      connectionTimeoutMillis: CONNECT_MS,
    });
    client.on('error', () => {});
    try {
      await client.connect().catch((error: unknown) => {
        throw inWords(error);
      });
      await examineServer(findings, client);
      if (!(await examineTables(findings, client))) return;
      await examineAccounts(findings, client, config);
      await examineJobs(findings, client);
      await examineBackups(findings, client);
      await rest(client);
    } finally {
      await client.end();
    }
  } finally {
    await database.close();
  }
}

async function only<T extends pg.QueryResultRow>(client: pg.Client, query: string): Promise<T> {
  const { rows } = await client.query<T>(query);
  const [row] = rows;
  if (row === undefined) throw new Error('a query for one row had none');
  return row;
}

async function examineServer(findings: Findings, client: pg.Client): Promise<void> {
  const { version, number } = await only<{ version: string; number: string }>(
    client,
    "select current_setting('server_version') as version, current_setting('server_version_num') as number",
  );
  if (Number(number) < OLDEST_POSTGRES) {
    findings.fail('database', `Postgres ${version} is too old.`, 'Sinode needs Postgres 13 or newer.');
  } else findings.fine('database', `Postgres ${version} answers.`);

  const before = Date.now();
  const { now } = await only<{ now: string }>(
    client,
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  );
  const skewMs = Number(now) - (before + Date.now()) / 2;
  const said = `Its clock and that of this machine are ${(Math.abs(skewMs) / 1000).toFixed(1)} s apart.`;
  if (Math.abs(skewMs) > CLOCK_SKEW_MS) {
    findings.warn('clock', said, 'Let both follow NTP: tokens and retention go by the time.');
  } else findings.fine('clock', said);

  const { used, most } = await only<{ used: string; most: string }>(
    client,
    "select count(*) as used, current_setting('max_connections') as most from pg_stat_activity where backend_type = 'client backend'",
  );
  if (Number(used) > ALMOST_ALL * Number(most)) {
    findings.warn(
      'connections',
      `${used} of ${most} connections are taken.`,
      'Raise max_connections: each process of Sinode takes up to 10.',
    );
  } else findings.fine('connections', `${used} of ${most} are taken.`);
}

/** @returns whether the rest can be looked at */
async function examineTables(findings: Findings, client: pg.Client): Promise<boolean> {
  const applied = await appliedMigrations(client);
  const known = knownMigrations();
  const missing = known.length - applied.length;
  if (isNewer(applied)) {
    findings.fail(
      'tables',
      'A newer version of Sinode has used this database.',
      'Start that version; this one refuses to.',
    );
  } else if (applied.length === 0) {
    findings.warn('tables', 'There are none yet.', 'Start the server once.');
  } else if (missing > 0) {
    findings.warn(
      'tables',
      `They are ${missing} step${missing === 1 ? '' : 's'} behind this version.`,
      'Make a backup; the next start of the server brings them up to date.',
    );
  } else findings.fine('tables', 'They are up to date.');
  return applied.length === known.length && !isNewer(applied);
}

async function examineAccounts(
  findings: Findings,
  client: pg.Client,
  { registration }: Config,
): Promise<void> {
  const { users, admins } = await only<{ users: string; admins: string }>(
    client,
    "select count(*) as users, count(*) filter (where role = 'admin') as admins from users",
  );
  if (Number(admins) > 0) {
    findings.fine('accounts', `${users}, ${admins} of them administrators.`);
  } else if (registration && Number(users) === 0) {
    findings.warn(
      'accounts',
      'There is none, and registration is open: whoever comes first becomes the administrator.',
      'sinode users add <name> --admin, before others can reach the server.',
    );
  } else {
    findings.warn('accounts', 'There is no administrator.', 'sinode users add <name> --admin');
  }
}

async function examineJobs(findings: Findings, client: pg.Client): Promise<void> {
  const { queued, running, waiting, lost, bugs } = await only<Record<string, string | null>>(
    client,
    `select count(*) filter (where state = 'queued') as queued, count(*) filter (where state = 'running') as running,
      extract(epoch from now() - min(created_at) filter (where state = 'queued')) as waiting,
      count(*) filter (where state = 'running' and lease_until < now() - interval '${LOST_SECONDS} seconds') as lost,
      count(*) filter (where state = 'failed' and error->>'code' = 'INTERNAL' and finished_at > now() - interval '1 day') as bugs
      from jobs`,
  );
  if (Number(lost) > 0) {
    findings.warn(
      'jobs',
      `${lost} had a worker that gives no sign of life, and no other takes them.`,
      'Start a worker: sinode serve --role worker, or the role all.',
    );
  } else if (Number(waiting) > WAITING_SECONDS) {
    findings.warn(
      'jobs',
      `The oldest of ${queued} has waited for ${Math.round(Number(waiting) / 60)} minutes.`,
      'Start a worker, or more of them: sinode serve --role worker.',
    );
  } else findings.fine('jobs', `${queued} wait, ${running} are worked on.`);
  if (Number(bugs) > 0) {
    findings.warn(
      'failed jobs',
      `${bugs} failed within a day through a bug of Sinode.`,
      'See the log for "bug", and report it.',
    );
  }
}

async function examineBackups(findings: Findings, client: pg.Client): Promise<void> {
  const { days, uploads } = await only<{ days: string | null; uploads: string }>(
    client,
    `select extract(epoch from now() - (select max(at) from audit_events where action = 'backup.made')) / 86400 as days,
      (select count(*) from recordings where owner_id is not null) as uploads`,
  );
  const advice = 'sinode backup <folder>, every night; nothing is wrong if you back up in another way.';
  if (days !== null && Number(days) <= BACKUP_DAYS) {
    findings.fine('backup', `The last was made ${Number(days).toFixed(1)} days ago.`);
  } else if (days !== null) {
    findings.warn('backup', `The last was made ${Math.round(Number(days))} days ago.`, advice);
  } else if (Number(uploads) > 0) findings.warn('backup', 'sinode backup was never called.', advice);
  else findings.fine('backup', 'There is nothing to back up yet.');
}
