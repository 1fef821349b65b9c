/** The models of a server for the command line: beside a server that runs, or without one. */
import type { ModelAdministration, ShadowAgreement } from '@sinode/contracts';
import { readModelCard } from '@sinode/core/node';
import { COMMAND_LINE } from '../accounts/users.ts';
import type { Config } from '../config/config.ts';
import { connectFromOutside } from '../database/connect-from-outside.ts';
import { readAgreement } from './agreement.ts';
import { describeModels } from './describe-models.ts';
import { createRegistry, type ModelFolder, type ModelIdentity } from './registry.ts';

export interface OpenModels {
  describe(): Promise<ModelAdministration>;
  /** Of the candidate that runs, or ran last. */
  agreement(days: number): Promise<Omit<ShadowAgreement, 'notCompared'>>;
  add(folder: ModelFolder): Promise<ModelIdentity>;
  remove(identity: ModelIdentity): Promise<void>;
  promote(identity: ModelIdentity, reason: string): Promise<void>;
  /** @returns what answers now */
  rollback(reason: string): Promise<ModelIdentity>;
  startShadow(identity: ModelIdentity, share: number, reason: string): Promise<void>;
  stopShadow(): Promise<void>;
  close(): Promise<void>;
}

/** @throws StartError when the database cannot be reached, ModelInvalidError for a SINODE_MODEL that is none */
export async function openModels(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'model'>,
): Promise<OpenModels> {
  const builtIn = await readModelCard(config.model);
  const { db, close } = await connectFromOutside(config);
  const registry = createRegistry({ db, builtIn });
  return {
    describe: () => describeModels({ db, registry, builtIn }),
    agreement: (days) => readAgreement(db, { days }),
    async add(folder) {
      const { card } = await registry.add(folder, COMMAND_LINE);
      return { name: card.name, version: card.version };
    },
    remove: (identity) => registry.remove(identity, COMMAND_LINE),
    promote: (identity, reason) => registry.promote(identity, reason, COMMAND_LINE),
    rollback: (reason) => registry.rollback(reason, COMMAND_LINE),
    startShadow: (identity, share, reason) => registry.startShadow(identity, share, reason, COMMAND_LINE),
    stopShadow: () => registry.stopShadow('', COMMAND_LINE),
    close,
  };
}
