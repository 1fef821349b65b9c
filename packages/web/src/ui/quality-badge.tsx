import { Badge } from '@mantine/core';
import { texts } from '../texts/index.ts';

export type QualityVerdict = 'good' | 'poor' | 'unreadable';

const COLORS = { good: 'teal', poor: 'yellow', unreadable: 'gray' } as const;

/** How far the signal can be trusted. The word says it, the colour repeats it. */
export function QualityBadge({ verdict }: { readonly verdict: QualityVerdict }) {
  return (
    <Badge color={COLORS[verdict]} variant="light" tt="none">
      {texts.common.quality[verdict]}
    </Badge>
  );
}
