/**
 * An examination of a deployment, also while it runs: nothing is changed but for a recording of its own that is put
 * into the store and removed again.
 */
import { drizzle } from 'drizzle-orm/node-postgres';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import * as schema from '../database/schema.ts';
import { openStore } from '../recordings/storage/open-store.ts';
import { examineConfig } from './config.ts';
import { examineDataFolder } from './data-folder.ts';
import { examineDatabase } from './database.ts';
import { createFindings, type Finding } from './findings.ts';
import { examineMachine } from './machine.ts';
import { examineModel, examinePromotedModel } from './model.ts';
import { examinePorts } from './ports.ts';
import { examineRecordings, examineStore } from './recordings.ts';

export interface ExaminationOptions {
  /** Reads every file of every recording and compares its checksum. @default false */
  readonly deep?: boolean;
  /** Told of each finding as soon as there is one. */
  readonly onFinding?: (finding: Finding) => void;
}

/** @param environment - `process.env`, as the server has it */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  { deep = false, onFinding = () => {} }: ExaminationOptions = {},
): Promise<Finding[]> {
  const found: Finding[] = [];
  const findings = createFindings((finding) => {
    found.push(finding);
    onFinding(finding);
  });
  /** What cannot even be looked at is a finding, too. */
  async function look<T>(check: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.fail(check, reason.endsWith('.') ? reason : `${reason}.`, 'Put that right and look again.');
      return null;
    }
  }

  await look('machine', async () => examineMachine(findings));
  const config = await look('configuration', async () => read(environment));
  if (config === null) return found;
  await look('configuration', async () => examineConfig(findings, config));
  const folder = await look('data folder', () => examineDataFolder(findings, config));
  const builtIn = await look('model', () => examineModel(findings, config));
  await look('ports', () => examinePorts(findings, config));
  const store = await look('store', () => openStore(config));
  if (store !== null && folder?.isOurs === true)
    await look('store', () => examineStore(findings, store, config));
  if (config.databaseUrl === null && folder?.hasDatabase !== true) {
    findings.warn(
      'database',
      'There is no database yet.',
      'Start the server once, or see SINODE_DATA_DIR and DATABASE_URL if there should be one.',
    );
    return found;
  }
  await look('database', () =>
    examineDatabase(findings, config, async (client) => {
      const db = drizzle(client, { schema });
      if (builtIn !== null) await look('promoted model', () => examinePromotedModel(findings, db, builtIn));
      if (store === null) return;
      await look('recordings', () => examineRecordings(findings, { client, db, store, config, deep }));
    }),
  );
  return found;
}

function read(environment: Readonly<Record<string, string | undefined>>): Config {
  try {
    return readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new Error(`The configuration cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
