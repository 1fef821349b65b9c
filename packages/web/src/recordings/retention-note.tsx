import { Text } from '@mantine/core';
import { useServer } from '../api/use-server.ts';
import { texts } from '../texts/index.ts';

/** For servers that keep what is uploaded for some time only. */
export function RetentionNote() {
  const days = useServer().data?.keepRecordingsDays ?? null;
  if (days === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {texts.recordings.kept(days)}
    </Text>
  );
}
