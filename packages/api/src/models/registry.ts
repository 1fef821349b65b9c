/**
 * The models that a server can answer with, those that came with it and those that were added, and the history of which
 * one answers. In the database, where every process of the server finds them.
 */
import { createHash } from 'node:crypto';
import { ModelVersion, ModelWord } from '@sinode/contracts';
import {
  type ModelCard,
  ModelInvalidError,
  type ModelParity,
  parseModelCard,
  parseModelParity,
} from '@sinode/core';
import { type ModelFiles, modelNames, readModel, readModelCard, readModelParity } from '@sinode/core/node';
import { checkModel } from '@sinode/engine';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { audit } from '../accounts/audit.ts';
import type { Actor } from '../accounts/users.ts';
import type { Database, Transaction } from '../database/connect.ts';
import { modelEvents, models, users } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';

/** Which version of which model. */
export interface ModelIdentity {
  readonly name: string;
  readonly version: string;
}

/** The files of a model's folder. */
export interface ModelFolder {
  /** `model.json`. */
  readonly card: string;
  /** `model.onnx`. */
  readonly onnx: Uint8Array;
  /** `parity.json`. */
  readonly parity: string;
}

/** A model that can be loaded, and what it is checked by. */
export interface FoundModel extends ModelFiles {
  readonly parity: ModelParity | null;
}

export interface ListedModel {
  readonly card: ModelCard;
  readonly source: 'shipped' | 'added';
  /** All three are null for one that was shipped. */
  readonly sizeBytes: number | null;
  readonly addedAt: Date | null;
  /** Null for the command line, too. */
  readonly addedBy: string | null;
}

/** What a server should answer with. */
export interface Wanted {
  readonly current: ModelIdentity;
  /** Null where nothing was ever promoted. */
  readonly since: Date | null;
  readonly candidate: (ModelIdentity & { readonly share: number; readonly since: Date }) | null;
}

export interface Registry {
  /**
   * @throws ModelInvalidError where a check fails, Problem 409 where the version is there already, or was with other
   *   files, 413 where it is too large
   */
  add(folder: ModelFolder, by: Actor): Promise<ListedModel>;
  /** In the order of names, and of versions as text. */
  list(): Promise<ListedModel[]>;
  /** @throws ModelInvalidError where what is stored is not what was added */
  find(identity: ModelIdentity): Promise<FoundModel | null>;
  /** @throws Problem 404, and 409 for one that came with Sinode or is in use */
  remove(identity: ModelIdentity, by: Actor): Promise<void>;
  wanted(): Promise<Wanted>;
  /** What a rollback would make the current one; null where there is nothing to go back to. */
  rollbackTarget(): Promise<ModelIdentity | null>;
  /** @throws Problem 404, and 409 for the one that is current */
  promote(identity: ModelIdentity, reason: string, by: Actor): Promise<void>;
  /** @throws Problem 409 where there is nothing to go back to */
  rollback(reason: string, by: Actor): Promise<ModelIdentity>;
  /** @throws Problem 404, and 409 for the one that is current */
  startShadow(identity: ModelIdentity, share: number, reason: string, by: Actor): Promise<void>;
  /** @throws Problem 409 where none runs */
  stopShadow(reason: string, by: Actor): Promise<void>;
}

type ModelEvent = typeof modelEvents.$inferSelect;

export const LARGEST_MODEL_MB = 64;

/** Any number will do, as long as all processes take the same. */
const CHANGE_LOCK = 7_463_635;

/** @param builtIn - the card of the model of SINODE_MODEL, which answers until another is promoted */
export function createRegistry({ db, builtIn }: { db: Database; builtIn: ModelCard }): Registry {
  async function findAdded(identity: ModelIdentity, in_: Database | Transaction = db) {
    const [row] = await in_
      .select({ card: models.card, onnx: models.onnx, parity: models.parity })
      .from(models)
      .where(isAdded(identity));
    return row ?? null;
  }

  async function isThere(identity: ModelIdentity): Promise<boolean> {
    const all = await shippedCards();
    if ([builtIn, ...all].some((card) => isSame(card, identity))) return true;
    return (await db.$count(models, isAdded(identity))) > 0;
  }

  async function requireThere(identity: ModelIdentity): Promise<void> {
    if (await isThere(identity)) return;
    const known = (await list()).map(({ card }) => nameOf(card)).join(', ');
    throw new Problem(404, 'NOT_FOUND', `There is no model ${nameOf(identity)}; there are ${known}.`);
  }

  async function list(): Promise<ListedModel[]> {
    const rows = await db
      .select({
        card: models.card,
        name: models.name,
        sizeBytes: sql<number>`octet_length(${models.onnx})`.mapWith(Number),
        addedAt: models.addedAt,
        addedBy: users.name,
      })
      .from(models)
      .leftJoin(users, eq(users.id, models.addedBy))
      .where(isNull(models.removedAt));
    const added = rows.map(({ card, name, sizeBytes, addedAt, addedBy }) => ({
      card: parseModelCard(card, name),
      source: 'added' as const,
      sizeBytes,
      addedAt,
      addedBy,
    }));
    const shipped = [builtIn, ...(await shippedCards()).filter((card) => !isSame(card, builtIn))].map(
      (card) => ({
        card,
        source: 'shipped' as const,
        sizeBytes: null,
        addedAt: null,
        addedBy: null,
      }),
    );
    return [...shipped, ...added].sort((a, b) => (nameOf(a.card) < nameOf(b.card) ? -1 : 1));
  }

  /** One change at a time, of all processes: each depends on what is there. */
  function change<T>(work: (tx: Transaction, events: readonly ModelEvent[]) => Promise<T>): Promise<T> {
    return db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${CHANGE_LOCK})`);
      return work(tx, await tx.select().from(modelEvents).orderBy(asc(modelEvents.id)));
    });
  }

  async function record(
    tx: Transaction,
    action: ModelEvent['action'],
    model: (ModelIdentity & { share?: number }) | null,
    reason: string,
    by: Actor,
  ): Promise<void> {
    const { name = null, version = null, share = null } = model ?? {};
    await tx.insert(modelEvents).values({ action, name, version, share, reason, userId: by.userId });
    const target = model === null ? null : nameOf({ name: model.name, version: model.version });
    await audit(tx, { ...by, action: `model.${action}`, target });
  }

  /** A candidate that has become the current one has nothing to be compared with. */
  async function endShadowOf(
    tx: Transaction,
    current: ModelIdentity,
    events: readonly ModelEvent[],
    by: Actor,
  ) {
    const candidate = candidateOf(events);
    if (candidate !== null && isSame(candidate, current)) {
      await record(tx, 'shadow-stopped', null, 'It is the current model now.', by);
    }
  }

  /** Every version that answered before the one that does now and is still there, the last one last. */
  async function before(events: readonly ModelEvent[]): Promise<(ModelIdentity | null)[]> {
    const stack = answered(events).slice(0, -1);
    const there = await Promise.all(stack.map(async (each) => each === null || (await isThere(each))));
    return stack.filter((_, index) => there[index]);
  }

  return {
    async add({ card: cardText, onnx, parity: parityText }, by) {
      const size = onnx.byteLength + cardText.length + parityText.length;
      if (size > LARGEST_MODEL_MB * 1_000_000) throw tooLarge();
      const card = parseModelCard(cardText, 'of the upload');
      const { name, version, sha256 } = card;
      if (!ModelWord.safeParse(name).success || !ModelVersion.safeParse(version).success) {
        throw new ModelInvalidError(
          name,
          'model.json: name and version are parts of addresses, as in qrs-2 and 1.0.0.',
        );
      }
      const parity = parseModelParity(parityText, name);
      const found = createHash('sha256').update(onnx).digest('hex');
      if (found !== sha256) {
        throw new ModelInvalidError(name, `model.onnx has the sha256 ${found}, its card says ${sha256}.`);
      }
      if (await isThere(card)) throw isThereAlready(card);
      await checkModel({ card, bytes: onnx }, casesOf(parity));
      await db.transaction(async (tx) => {
        const files = { card: cardText, onnx, parity: parityText, sha256 };
        const [row] = await tx
          .insert(models)
          .values({ name, version, ...files, addedBy: by.userId })
          .onConflictDoUpdate({
            target: [models.name, models.version],
            set: { ...files, addedBy: by.userId, addedAt: sql`now()`, removedAt: null },
            // One that was removed may come back as what it was.
            setWhere: sql`${models.removedAt} is not null and ${models.card} = excluded.card and ${models.sha256} = excluded.sha256`,
          })
          .returning({ id: models.id });
        if (row === undefined) throw isThereAlready(card);
        await audit(tx, { ...by, action: 'model.added', target: nameOf(card) });
      });
      const listed = (await list()).find((each) => isSame(each.card, card));
      if (listed === undefined) throw new Error('a model was added and is not there');
      return listed;
    },

    list,

    async find(identity) {
      const row = await findAdded(identity);
      if (row === null) return findShipped(identity);
      const card = parseModelCard(row.card, identity.name);
      if (createHash('sha256').update(row.onnx).digest('hex') !== card.sha256) {
        throw new ModelInvalidError(identity.name, 'what the database holds is not what its card says.');
      }
      return { card, bytes: row.onnx, parity: parseModelParity(row.parity, identity.name) };
    },

    remove: (identity, by) =>
      change(async (tx, events) => {
        const added = await findAdded(identity, tx);
        if (added === null) {
          await requireThere(identity);
          throw new Problem(409, 'CONFLICT', `${nameOf(identity)} comes with Sinode and cannot be removed.`);
        }
        const wanted = wantedOf(events, builtIn);
        const uses = [
          [wanted.current, 'answers now; promote another first'],
          [wanted.candidate, 'runs as the candidate; stop the shadow first'],
          [(await before(events)).at(-1) ?? null, 'is what a rollback would go back to'],
        ] as const;
        for (const [used, why] of uses) {
          if (used !== null && isSame(used, identity)) {
            throw new Problem(409, 'CONFLICT', `${nameOf(identity)} ${why}.`);
          }
        }
        await tx
          .update(models)
          .set({ onnx: new Uint8Array(), removedAt: sql`now()` })
          .where(isAdded(identity));
        await audit(tx, { ...by, action: 'model.removed', target: nameOf(identity) });
      }),

    wanted: async () => wantedOf(await latestEvents(db), builtIn),

    async rollbackTarget() {
      const stack = await before(await db.select().from(modelEvents).orderBy(asc(modelEvents.id)));
      return stack.length === 0 ? null : (stack.at(-1) ?? builtIn);
    },

    async promote(identity, reason, by) {
      await requireThere(identity);
      await change(async (tx, events) => {
        const { current } = wantedOf(events, builtIn);
        if (isSame(current, identity)) {
          throw new Problem(409, 'CONFLICT', `${nameOf(identity)} is the current model already.`);
        }
        await record(tx, 'promoted', identity, reason, by);
        await endShadowOf(tx, identity, events, by);
      });
    },

    rollback: (reason, by) =>
      change(async (tx, events) => {
        const stack = await before(events);
        if (stack.length === 0) {
          const detail = 'There is nothing to go back to: no other model answered before this one.';
          throw new Problem(409, 'CONFLICT', detail);
        }
        const target = stack.at(-1) ?? null;
        await record(tx, 'rolled-back', target, reason, by);
        const current = target ?? builtIn;
        await endShadowOf(tx, current, events, by);
        return { name: current.name, version: current.version };
      }),

    async startShadow(identity, share, reason, by) {
      await requireThere(identity);
      await change(async (tx, events) => {
        if (isSame(wantedOf(events, builtIn).current, identity)) {
          const detail = `${nameOf(identity)} is the current model: there is nothing to compare.`;
          throw new Problem(409, 'CONFLICT', detail);
        }
        await record(tx, 'shadow-started', { ...identity, share }, reason, by);
      });
    },

    stopShadow: (reason, by) =>
      change(async (tx, events) => {
        if (candidateOf(events) === null) throw new Problem(409, 'CONFLICT', 'No shadow runs.');
        await record(tx, 'shadow-stopped', null, reason, by);
      }),
  };
}

export function nameOf({ name, version }: ModelIdentity): string {
  return `${name}@${version}`;
}

export function isSame(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.name === b.name && a.version === b.version;
}

/** Of the rows of `models`: the version, where it was not removed. */
function isAdded({ name, version }: ModelIdentity) {
  return and(eq(models.name, name), eq(models.version, version), isNull(models.removedAt));
}

/** What a check compares with. */
export function casesOf(parity: ModelParity | null) {
  return (parity?.cases ?? []).map(({ input, probabilities }) => ({
    input: Float32Array.from(input),
    probabilities: Float32Array.from(probabilities),
  }));
}

export function tooLarge(): Problem {
  const detail = `The files of a model may have ${LARGEST_MODEL_MB} MB together.`;
  return new Problem(413, 'UPLOAD_TOO_LARGE', detail);
}

function isThereAlready(card: ModelIdentity): Problem {
  const detail = `${nameOf(card)} is there already, or was with other files, and a version never changes: give the new one another version.`;
  return new Problem(409, 'NAME_TAKEN', detail);
}

/** The last event about the current model, and the last about the candidate. */
async function latestEvents(db: Database): Promise<ModelEvent[]> {
  const isOfShadow = sql`${modelEvents.action} like 'shadow-%'`;
  return db.selectDistinctOn([isOfShadow]).from(modelEvents).orderBy(isOfShadow, sql`${modelEvents.id} desc`);
}

/** @param events - at least the last of each kind, in any order */
function wantedOf(events: readonly ModelEvent[], builtIn: ModelIdentity): Wanted {
  const last = newest(events.filter(({ action }) => !action.startsWith('shadow-')));
  const current = last === null ? null : identityOf(last);
  return {
    current: { name: (current ?? builtIn).name, version: (current ?? builtIn).version },
    since: last?.at ?? null,
    candidate: candidateOf(events),
  };
}

function candidateOf(events: readonly ModelEvent[]): Wanted['candidate'] {
  const last = newest(events.filter(({ action }) => action.startsWith('shadow-')));
  const identity = last === null ? null : identityOf(last);
  if (last === null || identity === null) return null;
  return { ...identity, share: last.share ?? 0, since: last.at };
}

function newest(events: readonly ModelEvent[]): ModelEvent | null {
  return events.reduce<ModelEvent | null>((last, each) => (each.id > (last?.id ?? 0) ? each : last), null);
}

/** `null` for the model of SINODE_MODEL, and for no model. */
function identityOf({ name, version }: ModelEvent): ModelIdentity | null {
  return name === null || version === null ? null : { name, version };
}

/** What has answered, as a stack: a promotion puts one on it, a rollback takes one away. The first is SINODE_MODEL's. */
function answered(events: readonly ModelEvent[]): (ModelIdentity | null)[] {
  const stack: (ModelIdentity | null)[] = [null];
  for (const event of events) {
    if (event.action === 'promoted') stack.push(identityOf(event));
    if (event.action !== 'rolled-back') continue;
    // More than one where versions in between were removed.
    const target = event.name === null ? null : identityOf(event);
    do stack.pop();
    while (stack.length > 1 && !isSameOrNone(stack.at(-1) ?? null, target));
    if (stack.length === 0) stack.push(target);
  }
  return stack;
}

function isSameOrNone(a: ModelIdentity | null, b: ModelIdentity | null): boolean {
  return a === null || b === null ? a === b : isSame(a, b);
}

let shipped: Promise<readonly ModelCard[]> | null = null;

/** Of the models that come with Sinode; they change with the installation only. */
export function shippedCards(): Promise<readonly ModelCard[]> {
  shipped ??= modelNames().then((names) => Promise.all(names.map((name) => readModelCard(name))));
  return shipped;
}

async function findShipped(identity: ModelIdentity): Promise<FoundModel | null> {
  const card = (await shippedCards()).find((each) => isSame(each, identity));
  if (card === undefined) return null;
  return { ...(await readModel(card.name)), parity: await readModelParity(card.name) };
}
