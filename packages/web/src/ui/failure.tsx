import { Alert, Button, Stack, Text } from '@mantine/core';
import { ApiError } from '@sinode/client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';

/** What went wrong, in words that a person can use. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  if (error instanceof TypeError) return texts.common.failed.server;
  return error instanceof Error ? error.message : texts.common.failed.unexpected;
}

/** Says why there is nothing to see, and offers to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={texts.common.failed.title}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{wordsOf(error)}</Text>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {texts.common.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
