import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  IconHourglass,
  IconTrendingUp,
} from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import type { DriftStatus } from './types.ts';

const LOOKS = {
  stable: { color: 'teal', Icon: IconCircleCheck },
  moderate: { color: 'yellow', Icon: IconTrendingUp },
  shifted: { color: 'red', Icon: IconAlertTriangle },
  'too-few': { color: 'gray', Icon: IconHourglass },
  'no-profile': { color: 'gray', Icon: IconHelpCircle },
} as const;

/** How far a feature has moved. The word and the sign say it, the colour repeats it. */
export function DriftBadge({ status }: { readonly status: DriftStatus }) {
  const { color, Icon } = LOOKS[status];
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      miw="max-content"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {texts.administration.drift.status[status]}
    </Badge>
  );
}
