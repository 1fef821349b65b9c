import type { OpenUsers } from '@sinode/api';
import { Password, Username, UserRole } from '@sinode/contracts';
import { Command } from 'commander';
import type { z } from 'zod';
import { CommandError, UsageError } from '../failures.ts';
import { askPassword } from '../terminal/ask-password.ts';
import { examples } from '../terminal/examples.ts';
import { print, say } from '../terminal/output.ts';
import { formatTable } from '../terminal/table.ts';

/** Accounts asked for at once. */
const PAGE = 200;

export function usersCommand(): Command {
  const command = new Command('users')
    .summary('make, list and remove the accounts of a server')
    .description(
      'The accounts of a server, also while it runs. Which one: the variables that `sinode serve` takes, DATABASE_URL or SINODE_DATA_DIR. Passwords are asked for, or piped in.',
    )
    .addHelpText(
      'after',
      examples(
        ['sinode users add ada --admin', 'an administrator'],
        ['echo "$PASSWORD" | sinode users set-password ada', 'from a script'],
      ),
    );

  command
    .command('list')
    .description('Lists the accounts.')
    .addHelpText('after', examples(['sinode users list', 'names, roles and since when']))
    .action(list);

  command
    .command('add')
    .description('Makes an account.')
    .argument('<name>', '3 to 64 characters')
    .option('--admin', 'an administrator')
    .addHelpText('after', examples(['sinode users add ada --admin', 'asks for the password']))
    .action(async (name: string, { admin = false }: { admin?: boolean }) => {
      const username = check(Username, 'The name', name);
      const password = check(Password, 'The password', await askPassword());
      const role = admin ? 'admin' : 'user';
      await withUsers((users) => users.add({ username, password }, { role, address: null }));
      say(`${username} is ${admin ? 'an administrator' : 'a user'} now.`);
    });

  command
    .command('set-role')
    .description('Makes an account an administrator, or a user again.')
    .argument('<name>')
    .argument('<role>', UserRole.options.join(' or '))
    .addHelpText(
      'after',
      examples(['sinode users set-role ada admin', 'at once, also where ada is signed in']),
    )
    .action(async (name: string, role: string) => {
      const newRole = UserRole.safeParse(role).data;
      if (newRole === undefined) throw new UsageError(`The role is user or admin (not "${role}").`);
      await withUser(name, (users, id) => users.setRole(id, newRole));
    });

  command
    .command('set-password')
    .description('Gives an account a new password and ends all its sessions.')
    .argument('<name>')
    .addHelpText('after', examples(['sinode users set-password ada', 'asks for it']))
    .action(async (name: string) => {
      const password = check(Password, 'The password', await askPassword());
      await withUser(name, (users, id) => users.setPassword(id, password));
    });

  command
    .command('remove')
    .description(
      'Deletes an account with all its recordings, analyses, corrections and evaluations, for good.',
    )
    .argument('<name>')
    .addHelpText('after', examples(['sinode users remove ada', 'does not ask again']))
    .action((name: string) => withUser(name, (users, id) => users.remove(id)));
  return command;
}

async function list(): Promise<void> {
  const columns = [{ title: 'name' }, { title: 'role' }, { title: 'since' }];
  await withUsers(async (users) => {
    const rows: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await users.list({ limit: PAGE, cursor });
      rows.push(...page.items.map(({ username, role, createdAt }) => [username, role, createdAt]));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    await print(formatTable(columns, rows));
  });
}

function check<T extends z.ZodType>(schema: T, what: string, value: unknown): z.infer<T> {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new UsageError(`${what} ${error.issues[0]?.message}.`);
  return data;
}

async function withUser(
  name: string,
  change: (users: OpenUsers, userId: string) => Promise<void>,
): Promise<void> {
  await withUsers(async (users) => {
    const user = Username.safeParse(name).success ? await users.find(name) : null;
    if (user === null) throw new CommandError(`There is no account "${name}"; see sinode users list.`);
    await change(users, user.id);
  });
  say('Done.');
}

async function withUsers(work: (users: OpenUsers) => Promise<unknown>): Promise<void> {
  // Loaded here, since no command about recordings needs a database.
  const { ConfigError, openUsers, Problem, readConfig, StartError } = await import('@sinode/api');
  try {
    const users = await openUsers(readConfig(process.env));
    try {
      await work(users);
    } finally {
      await users.close();
    }
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    if (error instanceof StartError || error instanceof Problem) throw new CommandError(error.message);
    throw error;
  }
}
