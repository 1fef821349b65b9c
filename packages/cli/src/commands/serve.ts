import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { CommandError, UsageError } from '../failures.ts';
import { beforeLeaving } from '../leave.ts';
import { examples } from '../terminal/examples.ts';
import { say } from '../terminal/output.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .summary('serve the HTTP API and the dashboard')
    .description(
      'Serves the HTTP API and the dashboard with a Postgres of its own, or with the one that DATABASE_URL names. Everything it can be told by variables of the environment is in .env.example.',
    )
    .option('--port <port>', 'of the API (8000, or SINODE_API_PORT)')
    .option('--web-port <port>', 'of the dashboard, or off for none (8501, or SINODE_WEB_PORT)')
    .option(
      '--role <role>',
      'all; or api or worker, to share the work over several processes (all, or SINODE_ROLE)',
    )
    .addHelpText(
      'after',
      examples(
        ['sinode serve', 'everything in one process; the data lies in ./var, the library in ./library'],
        ['SINODE_DATA_DIR=/srv/sinode sinode serve --port 80', 'elsewhere'],
        [
          'DATABASE_URL=postgres://… sinode serve --role worker',
          'a process that only works, beside others that serve with --role api',
        ],
      ),
    )
    .action(async (flags: { port?: string; webPort?: string; role?: string }) => {
      // Loaded here, since no other command needs a server.
      const { ConfigError, StartError, readConfig, startServer } = await import('@sinode/api');
      const leaving = new AbortController();
      try {
        const webDir = await findDashboard();
        const { signal } = leaving;
        const starting = startServer(readConfig(process.env, flags), say, { webDir, signal });
        beforeLeaving(async () => {
          leaving.abort();
          await starting.then((server) => server.stop()).catch(() => {});
        });
        const server = await starting;
        await server.stopped;
      } catch (error) {
        // Whoever leaves in the middle of the start has the last word.
        if (leaving.signal.aborted) return await new Promise<never>(() => {});
        if (error instanceof ConfigError) throw new UsageError(error.message);
        if (error instanceof StartError) throw new CommandError(error.message);
        throw error;
      }
    });
}

/** The folder that the dashboard was built into; null where it was not. */
async function findDashboard(): Promise<string | null> {
  try {
    const page = fileURLToPath(import.meta.resolve('@sinode/web/index.html'));
    await access(page);
    return dirname(page);
  } catch {
    return null;
  }
}
