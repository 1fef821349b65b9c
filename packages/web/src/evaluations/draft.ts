/** What is in the form of a new evaluation, before anything is checked. */
import type { EvaluationRequest, LibraryDataSet, Protocol } from './types.ts';

/** `library:` and the name of a data set, or `corrections`. */
export type SourceKey = string;

export const CORRECTIONS: SourceKey = 'corrections';
const LIBRARY = 'library:';

export interface Draft {
  readonly source: SourceKey;
  readonly protocol: Protocol;
  readonly model: string;
  readonly name: string;
  readonly annotator: string;
  readonly lead: string;
  readonly span: 'all' | 'annotated';
  /** As typed; empty is no number. */
  readonly toleranceMs: number | string;
  readonly fromSeconds: number | string;
}

const USUAL_ANNOTATOR = 'atr';
/** Without it, the lead that rhythm is mostly read from. */
const USUAL_LEAD = 'ii';
const USUAL_TOLERANCE_MS = 150;
/** Annotators that are called like leads mark these leads, as in the Lobachevsky University database. */
const LEAD_NAME = /^(i|ii|iii|av[rlf]|v[1-6])$/i;

export function keyOf({ name }: Pick<LibraryDataSet, 'name'>): SourceKey {
  return `${LIBRARY}${name}`;
}

export function dataSetOf(source: SourceKey, dataSets: readonly LibraryDataSet[]): LibraryDataSet | null {
  return dataSets.find((dataSet) => keyOf(dataSet) === source) ?? null;
}

/** By which protocols a source can be scored. */
export function protocolsOf(source: SourceKey, dataSets: readonly LibraryDataSet[]): readonly Protocol[] {
  if (source === CORRECTIONS) return ['ec57'];
  return dataSetOf(source, dataSets)?.protocols ?? [];
}

/** The first data set with reference beats, and what goes with it. */
export function emptyDraft(dataSets: readonly LibraryDataSet[], model: string): Draft {
  const first = dataSets.find(({ protocols }) => protocols.length > 0);
  const draft: Draft = {
    source: CORRECTIONS,
    protocol: 'ec57',
    model,
    name: '',
    annotator: USUAL_ANNOTATOR,
    lead: '',
    span: 'all',
    toleranceMs: USUAL_TOLERANCE_MS,
    fromSeconds: 0,
  };
  return withSource(draft, first === undefined ? CORRECTIONS : keyOf(first), dataSets);
}

/** With another source, and whatever of the rest does not go with it changed so that it does. */
export function withSource(draft: Draft, source: SourceKey, dataSets: readonly LibraryDataSet[]): Draft {
  const [first = draft.protocol] = protocolsOf(source, dataSets);
  const annotators = dataSetOf(source, dataSets)?.annotators ?? [];
  const annotator = [USUAL_ANNOTATOR, USUAL_LEAD].find((name) => annotators.includes(name)) ?? annotators[0];
  return withAnnotator({ ...draft, source, protocol: first, lead: '' }, annotator ?? USUAL_ANNOTATOR);
}

/** One who marked a single lead is compared with that lead, and mostly left out the edges. */
export function withAnnotator(draft: Draft, annotator: string): Draft {
  const marksLead = LEAD_NAME.test(annotator);
  return {
    ...draft,
    annotator,
    ...(marksLead ? { lead: annotator } : LEAD_NAME.test(draft.annotator) ? { lead: '' } : {}),
    span: marksLead ? 'annotated' : 'all',
  };
}

/** As it is sent, once the contract has found nothing wrong with it. A number that was not typed is 0. */
export function requestOf(draft: Draft): EvaluationRequest {
  const { source, protocol, annotator, span } = draft;
  const toleranceMs = Number(draft.toleranceMs);
  const fromSeconds = Number(draft.fromSeconds);
  const name = draft.name.trim();
  const lead = draft.lead.trim();
  return {
    ...(name === '' ? {} : { name }),
    source:
      source === CORRECTIONS
        ? { kind: 'corrections' }
        : { kind: 'library', dataSet: source.slice(LIBRARY.length) },
    protocol,
    model: draft.model,
    ...(lead === '' ? {} : { lead }),
    // The challenge fixes the rest.
    ...(protocol === 'cpsc2019' ? {} : { annotator, span, toleranceMs, fromSeconds }),
  };
}
