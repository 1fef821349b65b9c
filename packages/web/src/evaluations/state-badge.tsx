import { Badge } from '@mantine/core';
import { texts } from '../texts/index.ts';
import type { EvaluationItem } from './types.ts';

const COLORS = { queued: 'gray', running: 'blue', done: 'teal', failed: 'red', cancelled: 'gray' } as const;

/** How an evaluation is doing. The word says it, the colour repeats it. */
export function StateBadge({ state }: Pick<EvaluationItem, 'state'>) {
  return (
    <Badge color={COLORS[state]} variant="light" tt="none">
      {texts.evaluations.states[state]}
    </Badge>
  );
}
