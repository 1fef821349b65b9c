import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { texts } from '../texts/index.ts';

const { days: words } = texts.administration;

/** How many days a report looks back over. */
export function DaysChoice({
  value,
  of,
  onChange,
}: {
  readonly value: number;
  readonly of: readonly number[];
  readonly onChange: (days: number) => void;
}) {
  const id = useId();
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={500} id={id}>
        {words.label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={String(value)}
        onChange={(days) => onChange(Number(days))}
        data={of.map((days) => ({ value: String(days), label: words.option(days) }))}
      />
    </Stack>
  );
}
