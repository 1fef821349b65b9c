import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { EmptyList } from './empty-list.tsx';
import { LibraryNotice } from './library-notice.tsx';
import { RecordingFilters } from './recording-filters.tsx';
import { RecordingList } from './recording-list.tsx';
import { RetentionNote } from './retention-note.tsx';
import { DropZone } from './upload/drop-zone.tsx';
import { uploadFiles } from './upload/upload-files.ts';
import { useRecordings } from './use-recordings.ts';

const route = getRouteApi('/signed-in/recordings');

export function RecordingsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { list, recordings } = useRecordings(search);
  const chooser = useRef<HTMLInputElement>(null);
  const words = texts.recordings;
  const choose = () => chooser.current?.click();
  return (
    <Page>
      <title>{words.pageTitle}</title>
      <Stack>
        <Group justify="space-between">
          <Title order={1}>{words.title}</Title>
          <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={choose}>
            {words.upload}
          </Button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              void uploadFiles(Array.from(event.currentTarget.files ?? []));
              // So that the same files can be chosen once more.
              event.currentTarget.value = '';
            }}
          />
        </Group>
        <RecordingFilters
          search={search}
          onChange={(changed) =>
            void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
          }
        />
        <RetentionNote />
        <LibraryNotice />
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {list.data !== undefined &&
              !list.isPlaceholderData &&
              recordings.length > 0 &&
              (list.hasNextPage ? words.count.soFar(recordings.length) : words.count.all(recordings.length))}
          </Text>
          <Text size="xs" c="dimmed">
            {words.notMedical}
          </Text>
        </Group>
        {list.isPending && <Loading />}
        {list.isError && list.data === undefined && (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && recordings.length === 0 && !list.hasNextPage && (
          <EmptyList search={search} onUpload={choose} onClear={() => void navigate({ search: {} })} />
        )}
        {list.data !== undefined && recordings.length > 0 && (
          <RecordingList
            recordings={recordings}
            isStale={list.isPlaceholderData}
            hasMore={list.hasNextPage && !list.isFetchNextPageError}
            isLoadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        )}
        {list.isFetchNextPageError && (
          <Failure error={list.error} onRetry={() => void list.fetchNextPage()} />
        )}
      </Stack>
      <DropZone />
    </Page>
  );
}
