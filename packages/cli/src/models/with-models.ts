/** The models of a server, for as long as a command needs them. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, OpenModels } from '@sinode/api';
import { CommandError, UsageError } from '../failures.ts';

/** @throws UsageError for a wrong configuration, CommandError where the server says no */
export async function withModels<T>(work: (models: OpenModels) => Promise<T>): Promise<T> {
  return withServer(async (config) => {
    const { openModels } = await import('@sinode/api');
    const models = await openModels(config);
    try {
      return await work(models);
    } finally {
      await models.close();
    }
  });
}

/** @param work - given the configuration of the server that the environment names */
export async function withServer<T>(work: (config: Config) => Promise<T>): Promise<T> {
  // Loaded here, since no command about recordings needs a database.
  const { ConfigError, Problem, readConfig, StartError } = await import('@sinode/api');
  try {
    return await work(readConfig(process.env));
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    if (error instanceof StartError || error instanceof Problem) throw new CommandError(error.message);
    throw error;
  }
}

/** Whether there is a server to ask, or there was one; a look must not make its data folder. */
export async function hasServer(): Promise<boolean> {
  const { readConfig } = await import('@sinode/api');
  try {
    const { databaseUrl, dataDir } = readConfig(process.env);
    if (databaseUrl !== null) return true;
    await access(join(dataDir, 'postgres-password'));
    return true;
  } catch {
    return false;
  }
}
