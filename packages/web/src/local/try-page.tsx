import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { type CollectedFiles, MOST_FILES } from './collect-files.ts';
import type { DeskState, Work } from './desk.ts';
import { DropFrame } from './drop-frame.tsx';
import { DropZone } from './drop-zone.tsx';
import { loadLocalRecording } from './load-local-recording.ts';
import { OfflineNote } from './offline-note.tsx';
import { PageHeading } from './page-heading.tsx';
import { RateForm } from './rate-form.tsx';
import { RecordingChoice } from './recording-choice.tsx';
import { RefusedRecording } from './refused-recording.tsx';
import { desk, useDesk } from './the-desk.ts';
import { mayReplace } from './unsaved.ts';
import { useWindowDrop } from './use-window-drop.ts';

const LocalRecording = lazy(async () => ({ default: (await loadLocalRecording()).LocalRecording }));

/** Recordings of this computer, without an account and without a server. */
export function TryPage() {
  const state = useDesk();
  const take = useCallback(({ files, isCut }: CollectedFiles) => {
    if (!mayReplace()) return;
    if (isCut) desk.refuseTooMany();
    // An empty folder is no reason to put away what is open.
    else if (files.length > 0 || desk.get().work.step !== 'open') void desk.put(files);
  }, []);
  const isOver = useWindowDrop({ onFiles: take });
  useEffect(() => {
    desk.prepare();
    return desk.rest;
  }, []);
  const { work } = state;
  const isEmpty = work.step === 'empty';
  // While the file is read, what shows it comes.
  useEffect(() => {
    if (!isEmpty) void loadLocalRecording();
  }, [isEmpty]);
  return (
    <Page size={work.step === 'open' ? '100%' : 'md'}>
      <DropFrame isOver={isOver} />
      {work.step === 'open' ? (
        // Another recording is another page: nothing of one must be seen on the other.
        <Suspense key={work.id} fallback={<Loading />}>
          <LocalRecording state={state} work={work} />
        </Suspense>
      ) : (
        <Stack gap="lg">
          <Before state={state} work={work} isOver={isOver} />
        </Stack>
      )}
    </Page>
  );
}

interface BeforeProps {
  readonly state: DeskState;
  readonly work: Exclude<Work, { step: 'open' }>;
  readonly isOver: boolean;
}

/** Whatever comes before a recording is open. */
function Before({ state, work, isOver }: BeforeProps) {
  const words = texts.local;
  const put = (files: readonly File[]) => void desk.put(files);
  switch (work.step) {
    case 'opening':
      return (
        <>
          <title>{words.pageTitle}</title>
          <PageHeading>{words.opening.title(work.name)}</PageHeading>
          <Group role="status">
            <Loader size="sm" aria-hidden />
            <Text>{words.opening.help}</Text>
          </Group>
          <Group>
            <Button variant="default" onClick={desk.chooseAgain}>
              {texts.common.cancel}
            </Button>
          </Group>
        </>
      );
    case 'choosing':
      return (
        <>
          <title>{words.choose.pageTitle}</title>
          <PageHeading>{words.choose.title(state.found?.recordings.length ?? 0)}</PageHeading>
          {state.found !== null && (
            <RecordingChoice found={state.found} onChoose={(recording) => void desk.choose(recording)} />
          )}
          <DropZone isSmall isOver={isOver} onFiles={put} />
        </>
      );
    case 'asking-rate':
      return (
        <>
          <title>{words.rate.pageTitle}</title>
          <PageHeading>{words.rate.title(work.name)}</PageHeading>
          <RateForm onRate={(samplingRate) => void desk.giveRate(samplingRate)} />
          <BackToList state={state} />
          <DropZone isSmall isOver={isOver} onFiles={put} />
        </>
      );
    case 'refused':
      return (
        <>
          <title>{words.refused.pageTitle}</title>
          <PageHeading>{words.refused.title(work.name)}</PageHeading>
          <RefusedRecording
            error={work.error}
            onAdd={(files) => void desk.add(files)}
            onTryAgain={() => void desk.tryAgain()}
          />
          <BackToList state={state} />
          <DropZone isSmall isOver={isOver} onFiles={put} />
        </>
      );
    default:
      return (
        <>
          <title>{words.pageTitle}</title>
          <Stack gap="xs">
            <Title order={1}>{words.title}</Title>
            <Text>{words.intro}</Text>
          </Stack>
          {work.step === 'nothing' && <Alert color="yellow" role="alert" title={words.nothing} />}
          {work.step === 'too-many' && (
            <Alert color="yellow" role="alert" title={words.tooMany(formatCount(MOST_FILES))} />
          )}
          <DropZone isOver={isOver} onFiles={put} />
          <Group justify="space-between" align="flex-start">
            <Button variant="light" onClick={() => void desk.showExample()}>
              {words.example.button}
            </Button>
          </Group>
          <OfflineNote network={state.network} />
        </>
      );
  }
}

function BackToList({ state: { found } }: { readonly state: DeskState }) {
  if (found === null || found.recordings.length < 2) return null;
  return (
    <Group>
      <Button variant="default" onClick={desk.chooseAgain}>
        {texts.local.choose.all}
      </Button>
    </Group>
  );
}
