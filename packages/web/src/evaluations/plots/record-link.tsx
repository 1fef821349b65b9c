import { AnchorLink } from '../../ui/anchor-link.tsx';
import type { EvaluatedRecord } from '../types.ts';
import type { TargetOf } from '../use-recording-target.ts';

/** The name of a record; where its recording is there, a link to it. */
export function RecordLink({
  record,
  targetOf,
}: {
  readonly record: EvaluatedRecord;
  readonly targetOf: TargetOf;
}) {
  const target = targetOf(record);
  if (target === null) return record.record;
  return (
    <AnchorLink {...target} size="sm">
      {record.record}
    </AnchorLink>
  );
}
