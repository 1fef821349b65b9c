/** The accounts for the command line: beside a server that runs, or without one. */
import type { Config } from '../config/config.ts';
import { connect } from '../database/connect.ts';
import { inWords, reachDatabase } from '../database/reach-database.ts';
import { openStore } from '../recordings/storage/open-store.ts';
import { createPasswords } from './passwords.ts';
import { COMMAND_LINE, createUsers, type Users } from './users.ts';

export interface OpenUsers extends Pick<Users, 'list' | 'find'> {
  add(...credentials: Parameters<Users['add']>): ReturnType<Users['add']>;
  setRole(userId: string, role: 'user' | 'admin'): Promise<void>;
  setPassword(userId: string, password: string): Promise<void>;
  /** Deletes an account with its data. */
  remove(userId: string): Promise<void>;
  close(): Promise<void>;
}

type Place = Pick<Config, 'dataDir' | 'databaseUrl' | 's3'>;

/** @throws StartError when the database cannot be reached */
export async function openUsers(config: Place): Promise<OpenUsers> {
  const reached = await reachDatabase(config);
  const { db, ...connection } = await connect(reached.url, () => {}).catch(async (error: unknown) => {
    await reached.close();
    throw inWords(error);
  });
  const close = async () => {
    await connection.close();
    await reached.close();
  };
  const users = createUsers({ db, passwords: createPasswords() });
  return {
    list: users.list,
    find: users.find,
    add: users.add,
    async setRole(userId, role) {
      await users.setRole(userId, role, COMMAND_LINE);
    },
    setPassword: (userId, password) => users.setPassword(userId, password, COMMAND_LINE),
    async remove(userId) {
      const store = await openStore(config);
      // Where the files are on another machine, the sweep of the server there finds that nobody owns them.
      for (const id of await users.remove(userId, COMMAND_LINE)) await store.remove(id);
    },
    close,
  };
}
