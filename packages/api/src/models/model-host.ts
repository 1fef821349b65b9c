/**
 * The models that a process has loaded: the one that answers, which can be another from one moment to the next, and a
 * candidate beside it. It follows what the database says, so that all processes change within seconds and none restarts.
 */
import { randomUUID } from 'node:crypto';
import type { ModelFiles } from '@sinode/core/node';
import { checkModel, type Engine } from '@sinode/engine';
import { sql } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import { type Database, isDatabaseAway } from '../database/connect.ts';
import { modelProcesses } from '../database/schema.ts';
import { toProblem } from '../http/error-handler.ts';
import { Problem } from '../http/problem.ts';
import { casesOf, type FoundModel, isSame, type ModelIdentity, nameOf, type Registry } from './registry.ts';

/** An engine that is somebody's until it is given back. */
export interface Loan {
  readonly engine: Engine;
  giveBack(): void;
}

export interface Candidate extends ModelIdentity {
  readonly engine: Engine;
  /** Of the analyses, 0..1. */
  readonly share: number;
}

export interface ModelHost {
  /** Answers with the current model, whichever that is when it is asked. */
  readonly engine: Engine;
  candidate(): Candidate | null;
  /**
   * An engine that answers with this very version for as long as it is wanted, also when another becomes the current one.
   *
   * @returns `null` where there is no such version here
   * @throws what says that it is no model, and Problem 503 for what may pass
   */
  borrow(identity: ModelIdentity): Promise<Loan | null>;
  /** Whether what is loaded is what should be. */
  isInStep(): boolean;
  /** Loads what should answer now; problems are told to the log and to the database. */
  follow(): Promise<void>;
  /** Follows every few seconds from now on. */
  start(): void;
  close(): Promise<void>;
}

export interface ModelHostOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  readonly role: Config['role'];
  /** The model of SINODE_MODEL, with an engine that answers with it. */
  readonly builtIn: ModelFiles;
  readonly engine: Engine;
  readonly startEngine: StartEngine;
  /** The same engine, watched: whatever answers somebody is. */
  readonly observe: (engine: Engine) => Engine;
  /** Told of another model before it answers. */
  readonly onCurrent: (model: ModelFiles) => Promise<void>;
  /** @default 2 seconds */
  readonly everyMs?: number;
}

/** @param isMinor - for a candidate, or for one job: a single thread that gives way to all others */
export type StartEngine = (model: ModelFiles, options: { readonly isMinor: boolean }) => Promise<Engine>;

const EVERY_MS = 2_000;
/** Between two signs of life; who gave none for four of them has ended. */
const SIGN_OF_LIFE_MS = 30_000;
/** After a model could not be loaded. */
const TRY_AGAIN_MS = 30_000;

/** An engine, and who still uses it. */
interface Holding {
  readonly engine: Engine;
  users: number;
  isRetired: boolean;
}

export function createModelHost({
  db,
  registry,
  log,
  role,
  builtIn,
  engine: firstEngine,
  startEngine,
  observe,
  onCurrent,
  everyMs = EVERY_MS,
}: ModelHostOptions): ModelHost {
  const id = randomUUID();
  let current = hold(firstEngine);
  let candidate: { readonly holding: Holding; share: number } | null = null;
  /** Versions that jobs asked for, by name, while they do. */
  const borrowed = new Map<string, Promise<Holding | null>>();
  let problem: string | null = null;
  let isBehind = false;
  /** Not before this moment is a version tried that could not be loaded. */
  const notBefore = new Map<string, number>();
  let lastSign = { at: 0, text: '' };
  let timer: NodeJS.Timeout | null = null;
  let following: Promise<void> = Promise.resolve();
  let isClosed = false;

  function hold(engine: Engine): Holding {
    return { engine, users: 0, isRetired: false };
  }

  /** Closes it as soon as nobody uses it any more. */
  function retire(holding: Holding): void {
    holding.isRetired = true;
    if (holding.users === 0) void holding.engine.close();
  }

  function take(holding: Holding): Loan {
    holding.users++;
    let isBack = false;
    return {
      engine: holding.engine,
      giveBack() {
        if (isBack) return;
        isBack = true;
        holding.users--;
        if (holding.isRetired && holding.users === 0) void holding.engine.close();
      },
    };
  }

  function observed(loan: Loan): Loan {
    return { ...loan, engine: observe(loan.engine) };
  }

  async function withCurrent<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const loan = take(current);
    try {
      return await work(loan.engine);
    } finally {
      loan.giveBack();
    }
  }

  async function find(identity: ModelIdentity): Promise<FoundModel | null> {
    return isSame(builtIn.card, identity) ? { ...builtIn, parity: null } : registry.find(identity);
  }

  /** @throws where a check fails, or it cannot be started */
  async function load(identity: ModelIdentity, options: { isMinor: boolean }): Promise<Engine | null> {
    const model = await find(identity);
    if (model === null) return null;
    // The one of SINODE_MODEL was loaded at the start.
    if (model.parity !== null) await checkModel(model, casesOf(model.parity));
    if (!options.isMinor) await onCurrent(model);
    return startEngine(model, options);
  }

  /** @returns the engine; `null` where it cannot be had, which is told */
  async function tryToLoad(identity: ModelIdentity, options: { isMinor: boolean }): Promise<Engine | null> {
    const name = nameOf(identity);
    if ((notBefore.get(name) ?? 0) > Date.now()) return null;
    try {
      const engine = await load(identity, options);
      if (engine === null) throw new Error(`there is no ${name} here`);
      notBefore.delete(name);
      return engine;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      notBefore.set(name, Date.now() + TRY_AGAIN_MS);
      problem = `${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
      log.error({ err: error, model: name }, 'a model cannot be loaded; what answered before goes on to');
      return null;
    }
  }

  async function look(): Promise<void> {
    const wanted = await registry.wanted();
    const isCurrent = isSame(current.engine.card, wanted.current);
    if (!isCurrent) {
      const engine = await tryToLoad(wanted.current, { isMinor: false });
      if (engine !== null) {
        const old = current;
        current = hold(engine);
        retire(old);
        log.info({ model: engine.card.name, version: engine.card.version }, 'another model answers now');
      }
    }
    const wantedCandidate = wanted.candidate;
    if (
      candidate !== null &&
      (wantedCandidate === null || !isSame(candidate.holding.engine.card, wantedCandidate))
    ) {
      retire(candidate.holding);
      candidate = null;
    }
    if (wantedCandidate !== null && candidate === null) {
      const engine = await tryToLoad(wantedCandidate, { isMinor: true });
      if (engine !== null) candidate = { holding: hold(engine), share: wantedCandidate.share };
    }
    if (wantedCandidate !== null && candidate !== null) candidate.share = wantedCandidate.share;
    isBehind =
      !isSame(current.engine.card, wanted.current) || (wantedCandidate === null) !== (candidate === null);
    if (!isBehind) problem = null;
    await giveSign();
  }

  /** Where something changed, and now and then. */
  async function giveSign(): Promise<void> {
    const { card } = current.engine;
    const beside = candidate?.holding.engine.card ?? null;
    const row = {
      role,
      currentName: card.name,
      currentVersion: card.version,
      candidateName: beside?.name ?? null,
      candidateVersion: beside?.version ?? null,
      problem,
    };
    const text = JSON.stringify(row);
    if (text === lastSign.text && Date.now() - lastSign.at < SIGN_OF_LIFE_MS) return;
    const seen = { ...row, seenAt: sql`now()` };
    await db
      .insert(modelProcesses)
      .values({ id, ...seen })
      .onConflictDoUpdate({ target: modelProcesses.id, set: seen });
    lastSign = { at: Date.now(), text };
  }

  function follow(): Promise<void> {
    following = following.then(async () => {
      if (isClosed) return;
      await look().catch((error: unknown) => {
        if (!isDatabaseAway(error)) log.error({ err: error }, 'following the models');
      });
    });
    return following;
  }

  const facade: Engine = {
    get card() {
      return current.engine.card;
    },
    get threads() {
      return current.engine.threads;
    },
    get queued() {
      return current.engine.queued;
    },
    get running() {
      return current.engine.running;
    },
    get replaced() {
      return current.engine.replaced;
    },
    analyze: (task, options) => withCurrent((engine) => engine.analyze(task, options)),
    evaluate: (task, options) => withCurrent((engine) => engine.evaluate(task, options)),
    inspect: (task, options) => withCurrent((engine) => engine.inspect(task, options)),
    prepare: (task, options) => withCurrent((engine) => engine.prepare(task, options)),
    reference: (task, options) => withCurrent((engine) => engine.reference(task, options)),
    close,
  };

  function borrowOther(identity: ModelIdentity): Promise<Holding | null> {
    const name = nameOf(identity);
    const loading =
      borrowed.get(name) ??
      load(identity, { isMinor: true }).then(
        (engine) => engine && hold(engine),
        (error: unknown) => {
          log.warn({ err: error, model: name }, 'a job asks for a model that cannot be loaded');
          if (toProblem(error).code === 'MODEL_INVALID') throw error;
          // Whatever else it is that the machine lacks: the job loses nothing by waiting for it.
          throw new Problem(503, 'BUSY', `${name} cannot be loaded just now; try again in a moment.`);
        },
      );
    borrowed.set(name, loading);
    return loading;
  }

  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    if (timer !== null) clearTimeout(timer);
    await following;
    const others = await Promise.all([...borrowed.values()].map((each) => each.catch(() => null)));
    const all = [current, candidate?.holding ?? null, ...others];
    await Promise.all(all.map((holding) => holding?.engine.close()));
    await db
      .delete(modelProcesses)
      .where(sql`${modelProcesses.id} = ${id}`)
      .catch(() => {});
  }

  return {
    engine: observe(facade),
    candidate: () => {
      if (candidate === null) return null;
      const { engine } = candidate.holding;
      return { engine, name: engine.card.name, version: engine.card.version, share: candidate.share };
    },
    async borrow(identity) {
      if (isSame(current.engine.card, identity)) return observed(take(current));
      const name = nameOf(identity);
      const holding = await borrowOther(identity).catch((error: unknown) => {
        borrowed.delete(name);
        throw error;
      });
      if (holding === null || holding.isRetired) {
        borrowed.delete(name);
        return holding === null ? null : this.borrow(identity);
      }
      const loan = take(holding);
      return {
        engine: observe(loan.engine),
        giveBack() {
          loan.giveBack();
          if (holding.users > 0 || holding.isRetired) return;
          borrowed.delete(name);
          retire(holding);
        },
      };
    },
    isInStep: () => !isBehind,
    follow,
    start() {
      const next = () => {
        if (!isClosed) timer = setTimeout(() => void follow().finally(next), everyMs).unref();
      };
      if (timer === null) next();
    },
    close,
  };
}
