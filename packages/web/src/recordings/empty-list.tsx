import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import type { RecordingSearch } from './use-recordings.ts';

interface EmptyListProps {
  readonly search: RecordingSearch;
  readonly onUpload: () => void;
  readonly onClear: () => void;
}

/** Why there is nothing, and what to do. */
export function EmptyList({ search, onUpload, onClear }: EmptyListProps) {
  const { empty, upload } = texts.recordings;
  const { q, tag, dataSet, source = 'all' } = search;
  if (q !== undefined || tag !== undefined || dataSet !== undefined) {
    return (
      <Empty title={empty.nothing} text={empty.nothingText}>
        <Button variant="default" onClick={onClear}>
          {empty.clear}
        </Button>
      </Empty>
    );
  }
  if (source === 'library') {
    return (
      <Empty title={empty.library} text={empty.libraryText}>
        <Button onClick={onUpload}>{upload}</Button>
      </Empty>
    );
  }
  return (
    <Empty title={empty.none} text={empty.noneText}>
      <Button onClick={onUpload}>{upload}</Button>
      {source === 'mine' && (
        <Button component={Link} to="/recordings?source=library" variant="default">
          {empty.toLibrary}
        </Button>
      )}
    </Empty>
  );
}

function Empty({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <Stack align="center" py={48} gap="sm">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={520}>
        {text}
      </Text>
      <Group justify="center">{children}</Group>
    </Stack>
  );
}
