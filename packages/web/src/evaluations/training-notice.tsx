import { Alert, Badge, Stack, Switch, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import classes from './evaluation-page.module.css';

const { training: words } = texts.evaluations;

/** How many records the model knows from its training, in a list. */
export function SeenBadge({ seen, of }: { readonly seen: number; readonly of: number }) {
  if (seen === 0) return null;
  return (
    <Badge
      color="yellow"
      variant="light"
      tt="none"
      miw="max-content"
      leftSection={<IconSchool size={14} aria-hidden />}
    >
      {words.badge(seen, of)}
    </Badge>
  );
}

/**
 * Says in plain sight that figures are partly or wholly about records that the model has learned from, and offers those
 * without.
 */
export function TrainingNotice({
  seen,
  of,
  isLeftOut,
  onLeaveOut,
}: {
  readonly seen: number;
  readonly of: number;
  readonly isLeftOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}) {
  if (seen === 0) return null;
  return (
    <Alert color="yellow" icon={<IconSchool aria-hidden />} title={words.title(seen, of)}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{seen === of ? words.all : words.some(seen)}</Text>
        {seen < of && (
          <Switch
            className={classes.choice}
            checked={isLeftOut}
            onChange={(event) => onLeaveOut(event.currentTarget.checked)}
            label={words.leaveOut(of - seen)}
          />
        )}
        {isLeftOut && (
          <Text size="sm" fw={600} role="status">
            {words.isLeftOut(of - seen)}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
