/** The server, and what the command line does to its accounts. */
export { createAccounts } from './accounts/accounts.ts';
export { type OpenUsers, openUsers } from './accounts/open-users.ts';
export { type Config, ConfigError, readConfig } from './config/config.ts';
export { StartError } from './database/embedded/start-error.ts';
export { Problem } from './http/problem.ts';
export { type Server, startServer } from './server.ts';
