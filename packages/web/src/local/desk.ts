/**
 * What lies on the desk: the files that were dropped, the recording that is open, its beats. It outlives the page that
 * shows it, so that one may look at something else meanwhile; nothing of it outlives the tab.
 */
import type { ReferenceBeats } from '../recording/viewed.ts';
import type { TraceSource } from '../trace/trace-source.ts';
import { type FoundRecording, type FoundRecordings, findRecordings, placed } from './found-recordings.ts';
import {
  type AnalysisReport,
  LocalError,
  type ModelChoice,
  type OpenedRecording,
  type Origin,
} from './worker/messages.ts';
import type { RunningWorker } from './worker/start-worker.ts';

/** How the search for the beats of a lead stands. */
export type Search =
  | { readonly kind: 'searching'; readonly lead: string; readonly fraction: number; readonly sinceMs: number }
  | { readonly kind: 'found'; readonly lead: string }
  | { readonly kind: 'stopped'; readonly lead: string }
  | { readonly kind: 'failed'; readonly lead: string; readonly error: LocalError };

export type Work =
  | { readonly step: 'empty' }
  /** Files came, and none of them is a recording: an empty folder, say. */
  | { readonly step: 'nothing' }
  | { readonly step: 'too-many' }
  | { readonly step: 'choosing' }
  | { readonly step: 'opening'; readonly name: string | null }
  | { readonly step: 'refused'; readonly name: string; readonly error: LocalError }
  | { readonly step: 'asking-rate'; readonly name: string }
  | {
      readonly step: 'open';
      /** Another one for each recording that is opened. */
      readonly id: number;
      /** `null` for the example. */
      readonly name: string | null;
      readonly recording: OpenedRecording;
      readonly trace: TraceSource;
      /** Of the lead that is shown; `null` while there is none. */
      readonly report: AnalysisReport | null;
      readonly reference: ReferenceBeats | null;
      readonly search: Search;
    };

/** Whether beats could be found without any connection. */
export type NetworkState = 'unasked' | 'loading' | 'ready' | 'away';

export interface DeskState {
  readonly work: Work;
  readonly network: NetworkState;
  /** What was dropped; `null` where nothing was, and for the example. */
  readonly found: FoundRecordings | null;
}

export interface Desk {
  readonly get: () => DeskState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Loads what will be needed, so that it need not be waited for. */
  prepare(): void;
  /** In the place of whatever was there; to what was there where a file of it was missing. */
  put(files: readonly File[]): Promise<void>;
  refuseTooMany(): void;
  /** Files that were missing for the recording that was refused. */
  add(files: readonly File[]): Promise<void>;
  choose(recording: FoundRecording): Promise<void>;
  /** The recording that was refused, once more: not every reason is the recording's. */
  tryAgain(): Promise<void>;
  showExample(): Promise<void>;
  /** @param samplingRate - Hz, which the file does not say */
  giveRate(samplingRate: number): Promise<void>;
  /** Looks for the beats of a lead; they are kept, and found at once the next time. */
  find(lead: string): Promise<void>;
  stop(): void;
  /** Back to what was dropped. */
  chooseAgain(): void;
  clear(): void;
  /** Nobody looks at it: where nothing lies on it, nothing is kept ready either. */
  rest(): void;
}

export interface Needs {
  readonly startWorker: () => RunningWorker;
  readonly chooseModel: () => Promise<ModelChoice>;
  /** @default `performance.now` */
  readonly nowMs?: () => number;
}

export function createDesk({ startWorker, chooseModel, nowMs = () => performance.now() }: Needs): Desk {
  let state: DeskState = { work: { step: 'empty' }, network: 'unasked', found: null };
  const listeners = new Set<() => void>();

  /** Reads samples for the trace. A worker that has begun with one recording is not used for the next. */
  let reader: { readonly worker: RunningWorker; isFresh: boolean } | null = null;
  /** Finds beats; stopped, and another started, when a search is broken off. */
  let analyst: Analyst | null = null;
  let origin: Origin | null = null;
  const results = new Map<string, Pick<Work & { step: 'open' }, 'report' | 'reference'>>();
  /** Counts what was begun: what comes back for something older is nobody's any more. */
  let turn = 0;

  function set(change: Partial<DeskState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function setSearch(search: Search, result: Partial<Work & { step: 'open' }> = {}): void {
    if (state.work.step === 'open') set({ work: { ...state.work, ...result, search } });
  }

  function begin(): number {
    // Whatever it does for the recording before would let the next one wait.
    if (analyst !== null && analyst.callsUnderWay > 0) dismissAnalyst();
    return ++turn;
  }

  function dismissAnalyst(): void {
    analyst?.worker.stop();
    analyst = null;
    set({ network: 'unasked' });
  }

  function theAnalyst(): Analyst {
    analyst ??= { worker: startWorker(), callsUnderWay: 0, opened: null };
    return analyst;
  }

  function freshReader(): RunningWorker {
    if (reader?.isFresh !== true) {
      reader?.worker.stop();
      reader = { worker: startWorker(), isFresh: true };
    }
    return reader.worker;
  }

  function prepare(): void {
    reader ??= { worker: startWorker(), isFresh: true };
    if (state.network === 'loading' || state.network === 'ready') return;
    set({ network: 'loading' });
    const { worker } = theAnalyst();
    chooseModel()
      .then((model) => worker.call('prepare', { model }))
      .then(
        () => {
          if (analyst?.worker === worker) set({ network: 'ready' });
        },
        () => {
          // A search that waits for it hears of it itself.
          if (analyst?.worker === worker && analyst.callsUnderWay === 0) loseNetwork();
        },
      );
  }

  /** The runtime does not begin anew in a worker in which it has failed. */
  function loseNetwork(): void {
    dismissAnalyst();
    set({ network: 'away' });
  }

  /** The recording, opened by the analyst too. */
  function openedBy(one: Analyst, from: Origin): Promise<OpenedRecording> {
    if (one.opened?.origin !== from) {
      const answer = underWay(one, () => one.worker.call('open', from));
      // Whoever needs it hears of a refusal.
      answer.catch(() => {});
      one.opened = { origin: from, answer };
    }
    return one.opened.answer;
  }

  async function open(name: string | null, from: Origin): Promise<void> {
    const mine = begin();
    origin = from;
    results.clear();
    set({ work: { step: 'opening', name } });
    prepare();
    const worker = freshReader();
    if (reader !== null) reader.isFresh = false;
    // Both at once: a large table takes its time to read.
    openedBy(theAnalyst(), from);
    try {
      const recording = await worker.call('open', from);
      if (mine !== turn) return;
      const { samplingRate, sampleCount, leads, preferredLead } = recording;
      const trace: TraceSource = {
        samplingRate,
        sampleCount,
        leads,
        envelope: (lead, start, end, columns) => worker.call('envelope', { lead, start, end, columns }),
      };
      const search = searching(preferredLead);
      set({
        work: { step: 'open', id: mine, name, recording, trace, report: null, reference: null, search },
      });
      await searchFor(preferredLead);
    } catch (error) {
      if (mine !== turn) return;
      const reason = reasonOf(error);
      const isRateMissing = reason.code === 'SAMPLING_RATE_MISSING';
      const shown = name ?? '';
      set({
        work: isRateMissing
          ? { step: 'asking-rate', name: shown }
          : { step: 'refused', name: shown, error: reason },
      });
    }
  }

  function searching(lead: string, fraction = 0, sinceMs = nowMs()): Search {
    return { kind: 'searching', lead, fraction, sinceMs };
  }

  async function searchFor(lead: string): Promise<void> {
    if (origin === null) return;
    const mine = ++turn;
    const from = origin;
    const known = results.get(lead);
    if (known !== undefined) {
      setSearch({ kind: 'found', lead }, known);
      return;
    }
    prepare();
    const sinceMs = nowMs();
    setSearch(searching(lead, 0, sinceMs), { report: null, reference: null });
    const one = theAnalyst();
    const progress = (fraction: number) => {
      if (mine === turn) setSearch(searching(lead, fraction, sinceMs));
    };
    try {
      await openedBy(one, from);
      const model = await chooseModel();
      const [report, reference] = await Promise.all([
        underWay(one, () => one.worker.call('analyze', { lead, model }, progress)),
        // Without them, beats are beats all the same.
        reader?.worker.call('reference', { lead }).catch(() => null) ?? null,
      ]);
      if (mine !== turn) return;
      results.set(lead, { report, reference });
      set({ network: 'ready' });
      setSearch({ kind: 'found', lead }, { report, reference });
    } catch (error) {
      if (mine !== turn) return;
      const reason = reasonOf(error);
      if (reason.code === 'MODEL_AWAY') loseNetwork();
      // A worker that is lost finds nothing any more, for this recording or the next.
      if (reason.code === 'WORKER_LOST') dismissAnalyst();
      setSearch({ kind: 'failed', lead, error: reason });
    }
  }

  function choose({ name, main, files }: FoundRecording): Promise<void> {
    return open(name, { kind: 'files', main, files, samplingRate: null });
  }

  /** Whether they complete the recording that was refused, rather than being another one. */
  function isMissing(files: readonly File[]): boolean {
    if (origin?.kind !== 'files' || state.work.step !== 'refused') return false;
    const { code, file } = state.work.error;
    const has = (name: string | null) => files.some((each) => each.name === name);
    return code === 'FILE_MISSING' && has(file) && !has(origin.main.slice(origin.main.lastIndexOf('/') + 1));
  }

  async function add(files: readonly File[]): Promise<void> {
    if (origin?.kind !== 'files' || state.work.step !== 'refused') return;
    const all = [...origin.files, ...files.map(placed)];
    // The header may come after what it describes.
    const header = origin.main.replace(/\.dat$/i, '.hea');
    const main = all.some(({ path }) => path === header) ? header : origin.main;
    await open(state.work.name, { ...origin, main, files: all });
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prepare,
    async put(files) {
      if (isMissing(files)) return add(files);
      const mine = begin();
      set({ work: { step: 'opening', name: null }, found: null });
      prepare();
      const found = await findRecordings(files);
      if (mine !== turn) return;
      set({ found });
      const [first, ...others] = found.recordings;
      if (first === undefined) set({ work: { step: 'nothing' } });
      else if (others.length > 0) set({ work: { step: 'choosing' } });
      else await choose(first);
    },
    refuseTooMany() {
      begin();
      set({ work: { step: 'too-many' }, found: null });
    },
    add,
    choose,
    async showExample() {
      set({ found: null });
      await open(null, { kind: 'example' });
    },
    async tryAgain() {
      if (origin !== null && state.work.step === 'refused') await open(state.work.name, origin);
    },
    async giveRate(samplingRate) {
      if (origin?.kind !== 'files' || state.work.step !== 'asking-rate') return;
      await open(state.work.name, { ...origin, samplingRate });
    },
    async find(lead) {
      if (state.work.step !== 'open') return;
      const { search } = state.work;
      if (search.kind === 'searching') {
        if (search.lead === lead) return;
        dismissAnalyst();
      }
      await searchFor(lead);
    },
    stop() {
      if (state.work.step !== 'open' || state.work.search.kind !== 'searching') return;
      const { lead } = state.work.search;
      turn++;
      dismissAnalyst();
      setSearch({ kind: 'stopped', lead });
      // Ready for the next one.
      prepare();
    },
    chooseAgain() {
      begin();
      set({ work: { step: state.found === null ? 'empty' : 'choosing' } });
    },
    clear() {
      begin();
      reader?.worker.stop();
      reader = null;
      origin = null;
      results.clear();
      set({ work: { step: 'empty' }, found: null });
    },
    rest() {
      if (!['empty', 'nothing', 'too-many'].includes(state.work.step)) return;
      dismissAnalyst();
      reader?.worker.stop();
      reader = null;
    },
  };
}

interface Analyst {
  readonly worker: RunningWorker;
  /** For a recording; the network is for all of them. */
  callsUnderWay: number;
  opened: { readonly origin: Origin; readonly answer: Promise<OpenedRecording> } | null;
}

async function underWay<T>(one: Analyst, call: () => Promise<T>): Promise<T> {
  one.callsUnderWay++;
  try {
    return await call();
  } finally {
    one.callsUnderWay--;
  }
}

function reasonOf(error: unknown): LocalError {
  if (error instanceof LocalError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LocalError({ code: 'UNEXPECTED', message, file: null });
}
