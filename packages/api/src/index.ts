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

export { BackupError } from './backup/backup-error.ts';
export type { MadeBackup } from './backup/create-backup.ts';
export type { Manifest as BackupManifest } from './backup/manifest.ts';
export type { Finding } from './doctor/findings.ts';

/** As above. */
export const createBackup: typeof import('./backup/create-backup.ts').createBackup = async (...asked) => {
  const backup = await import('./backup/create-backup.ts');
  return backup.createBackup(...asked);
};

/** As above. */
export const restoreBackup: typeof import('./backup/restore-backup.ts').restoreBackup = async (...asked) => {
  const backup = await import('./backup/restore-backup.ts');
  return backup.restoreBackup(...asked);
};

/** As above. */
export const verifyBackup: typeof import('./backup/restore-backup.ts').verifyBackup = async (...asked) => {
  const backup = await import('./backup/restore-backup.ts');
  return backup.verifyBackup(...asked);
};

/** As above. */
export const examine: typeof import('./doctor/examine.ts').examine = async (...asked) => {
  const doctor = await import('./doctor/examine.ts');
  return doctor.examine(...asked);
};
