/** The server, and what the command line does to its accounts. */
export type { OpenUsers } from './accounts/open-users.ts';
export { type Config, ConfigError, readConfig } from './config/config.ts';
export { StartError } from './database/embedded/start-error.ts';
export { Problem } from './http/problem.ts';
export type { OpenModels } from './models/open-models.ts';
export { type Server, startServer } from './server.ts';

/** Loaded when it is called: a server starts its Postgres before it loads what talks to it. */
export const openUsers: typeof import('./accounts/open-users.ts').openUsers = async (config) => {
  const users = await import('./accounts/open-users.ts');
  return users.openUsers(config);
};

/** As above. */
export const openModels: typeof import('./models/open-models.ts').openModels = async (config) => {
  const models = await import('./models/open-models.ts');
  return models.openModels(config);
};

/** As above. */
export const exportCorrectionsOf: typeof import('./training-data/open-export.ts').exportCorrectionsOf =
  async (...asked) => {
    const data = await import('./training-data/open-export.ts');
    return data.exportCorrectionsOf(...asked);
  };
