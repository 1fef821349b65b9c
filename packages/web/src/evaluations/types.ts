/** What the API says of evaluations, under short names. */
import type { components } from '@sinode/client';

type Schemas = components['schemas'];

export type Evaluation = Schemas['Evaluation'];
export type EvaluationItem = Schemas['EvaluationItem'];
export type EvaluatedRecord = Schemas['EvaluatedRecord'];
export type EvaluationComparison = Schemas['EvaluationComparison'];
export type LibraryDataSet = Schemas['LibraryDataSet'];
export type Asked = Schemas['EvaluationAsked'];
export type Protocol = Evaluation['protocol'];
