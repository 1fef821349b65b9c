import { useCallback } from 'react';
import { useLibrary } from '../recordings/use-recordings.ts';
import { type RecordingSearch, recordingSearch } from './recording-search.ts';
import type { Asked, EvaluatedRecord } from './types.ts';

/** Where a record of an evaluation is shown: for a link, or to go there. */
interface RecordingTarget {
  readonly to: '/recordings/$id';
  readonly params: { readonly id: string };
  readonly search: RecordingSearch;
}

/** @returns `null` for a recording that is not there any more */
export type TargetOf = (record: EvaluatedRecord) => RecordingTarget | null;

/** How to open the recordings of an evaluation at their first error. */
export function useRecordingTarget(asked: Asked): TargetOf {
  const { data } = useLibrary();
  const { source } = asked;
  const isChallenge = data?.dataSets.some(
    ({ name, protocols }) =>
      source.kind === 'library' && source.dataSet === name && protocols.includes('cpsc2019'),
  );
  return useCallback(
    (record) =>
      record.recordingId === null
        ? null
        : {
            to: '/recordings/$id',
            params: { id: record.recordingId },
            search: recordingSearch(record, { ...asked, isChallenge: isChallenge === true }),
          },
    [asked, isChallenge],
  );
}
