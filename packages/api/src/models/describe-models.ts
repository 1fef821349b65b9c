/** The models of a server as an administrator sees them. */
import type { AdministeredModel, ModelAdministration } from '@sinode/contracts';
import { gt, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { modelProcesses } from '../database/schema.ts';
import { isSame, type ListedModel, type ModelIdentity, type Registry, type Wanted } from './registry.ts';

export interface DescribeContext {
  readonly db: Database;
  readonly registry: Pick<Registry, 'list' | 'wanted' | 'rollbackTarget'>;
  /** Of the model of SINODE_MODEL. */
  readonly builtIn: ModelIdentity;
}

export async function describeModels({
  db,
  registry,
  builtIn,
}: DescribeContext): Promise<ModelAdministration> {
  const [wanted, models, rollbackTo, processes] = await Promise.all([
    registry.wanted(),
    registry.list(),
    registry.rollbackTarget(),
    listProcesses(db),
  ]);
  const { current, since, candidate } = wanted;
  return {
    current: { ...current, since: since?.toISOString() ?? null },
    candidate: candidate === null ? null : { ...candidate, since: candidate.since.toISOString() },
    rollbackTo: rollbackTo === null ? null : { name: rollbackTo.name, version: rollbackTo.version },
    models: models.map((model) => describe(model, wanted, builtIn)),
    processes: processes.map((row) => describeProcess(row, wanted)),
  };
}

function describe(
  model: ListedModel,
  { current, candidate }: Wanted,
  builtIn: ModelIdentity,
): AdministeredModel {
  const { card, source, sizeBytes, addedAt, addedBy } = model;
  const { name, version, description, licence, sha256, parameters } = card;
  const roles: AdministeredModel['roles'] = [];
  if (isSame(card, current)) roles.push('current');
  if (candidate !== null && isSame(card, candidate)) roles.push('candidate');
  return {
    name,
    version,
    description,
    licence,
    sha256,
    parameters,
    source,
    roles,
    isDefault: isSame(card, builtIn),
    hasProfile: card.profile !== undefined,
    sizeBytes,
    addedAt: addedAt?.toISOString() ?? null,
    addedBy,
  };
}

type ProcessRow = typeof modelProcesses.$inferSelect;

/** Those that gave a sign of life lately, with what they have loaded. */
export function listProcesses(db: Database): Promise<ProcessRow[]> {
  return db
    .select()
    .from(modelProcesses)
    .where(gt(modelProcesses.seenAt, sql`now() - interval '2 minutes'`))
    .orderBy(modelProcesses.role, modelProcesses.id);
}

function describeProcess(row: ProcessRow, wanted: Wanted): ModelAdministration['processes'][number] {
  const current = { name: row.currentName, version: row.currentVersion };
  const candidate =
    row.candidateName === null || row.candidateVersion === null
      ? null
      : { name: row.candidateName, version: row.candidateVersion };
  const isCandidateRight =
    candidate === null || wanted.candidate === null
      ? candidate === null && wanted.candidate === null
      : isSame(candidate, wanted.candidate);
  return {
    id: row.id,
    role: row.role,
    seenAt: row.seenAt.toISOString(),
    current,
    candidate,
    isInStep: isSame(current, wanted.current) && isCandidateRight,
    problem: row.problem,
  };
}
