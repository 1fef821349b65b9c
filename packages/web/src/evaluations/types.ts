/** What the API says of evaluations, under short names. */
import type { components } from '@sinode/client';

type Schemas = components['schemas'];

/** The client makes lists of pairs; what is a pair for the contract is one here too. */
export interface EvaluatedRecord extends Omit<Schemas['EvaluatedRecord'], 'offsetsMs'> {
  /** Pairs of whole milliseconds and how often they occur. */
  readonly offsetsMs: readonly (readonly number[])[] | null;
}

export interface Evaluation extends Omit<Schemas['Evaluation'], 'records'> {
  readonly records: readonly EvaluatedRecord[];
}

export interface EvaluationComparison extends Omit<Schemas['EvaluationComparison'], 'records'> {
  readonly records: readonly ComparedRecord[];
}

export interface ComparedRecord extends Omit<Schemas['EvaluationComparison']['records'][number], 'a' | 'b'> {
  readonly a: EvaluatedRecord;
  readonly b: EvaluatedRecord;
}

export type EvaluationItem = Schemas['EvaluationItem'];
export type LibraryDataSet = Schemas['LibraryDataSet'];
export type Asked = Schemas['EvaluationAsked'];
export type Protocol = Evaluation['protocol'];
export type EvaluationRequest = Schemas['EvaluationRequest'];
