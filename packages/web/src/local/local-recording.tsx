import {
  Alert,
  Badge,
  Button,
  Checkbox,
  FileButton,
  Group,
  Stack,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { IconArrowLeft, IconFileUpload, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { RecordingViewer } from '../recording/recording-viewer.tsx';
import { texts } from '../texts/index.ts';
import { formatDuration, formatRate, formatStartTime } from '../ui/format.ts';
import type { DeskState, Work } from './desk.ts';
import { PageHeading } from './page-heading.tsx';
import { SearchProgress } from './search-progress.tsx';
import { desk } from './the-desk.ts';
import { mayReplace, setUnsaved } from './unsaved.ts';

interface LocalRecordingProps {
  readonly state: DeskState;
  readonly work: Work & { step: 'open' };
}

/** A recording of this computer, and its beats. */
export function LocalRecording({ state, work }: LocalRecordingProps) {
  const words = texts.local;
  const { recording, trace, report, reference, search } = work;
  const isExample = work.name === null;
  const name = work.name ?? words.example.name;
  // Who drops annotations beside a recording wants to see them; the example is a recording in the first place.
  const [isCompared, setCompared] = useState(!isExample);
  useEffect(() => () => setUnsaved(false), []);
  return (
    <Stack gap="md">
      <title>{texts.recording.title(name)}</title>
      <Stack gap={4}>
        <Group justify="space-between" align="flex-start">
          <PageHeading size="h2">{name}</PageHeading>
          <Others hasList={(state.found?.recordings.length ?? 0) > 1} />
        </Group>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {[
              recording.startTime === null ? null : formatStartTime(recording.startTime.toISOString()),
              formatDuration(recording.sampleCount / recording.samplingRate),
              formatRate(recording.samplingRate),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Badge variant="light" color="teal" tt="none" leftSection={<IconLock size={12} aria-hidden />}>
            {words.privacy.badge}
          </Badge>
        </Group>
      </Stack>
      {isExample && <Alert color="blue">{words.example.note}</Alert>}
      <VisuallyHidden role="status">
        {search.kind === 'found' && report !== null && words.search.done(report.beats.length)}
      </VisuallyHidden>
      <RecordingViewer
        trace={trace}
        name={name}
        startTime={recording.startTime}
        report={report}
        reference={isCompared ? reference : null}
        onLead={(lead) => {
          if (mayReplace()) void desk.find(lead);
        }}
        onUnsaved={setUnsaved}
        controls={
          reference !== null && (
            <Checkbox
              size="sm"
              label={
                isExample ? words.reference.compareExample : words.reference.compare(reference.annotator)
              }
              checked={isCompared}
              onChange={({ currentTarget }) => setCompared(currentTarget.checked)}
            />
          )
        }
        pending={
          <SearchProgress
            // Another lead was asked for: what was chosen before is of no interest.
            key={search.lead}
            search={search}
            network={state.network}
            leads={recording.leads}
            onStop={desk.stop}
            onFind={(lead) => void desk.find(lead)}
          />
        }
      />
      {!isExample && (
        <Text size="sm" c="dimmed">
          {words.privacy.text}
        </Text>
      )}
    </Stack>
  );
}

function Others({ hasList }: { readonly hasList: boolean }) {
  const words = texts.local;
  return (
    <Group gap="xs">
      {hasList && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={() => mayReplace() && desk.chooseAgain()}
        >
          {words.choose.all}
        </Button>
      )}
      <FileButton multiple onChange={(files) => files.length > 0 && mayReplace() && void desk.put(files)}>
        {(props) => (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFileUpload size={16} aria-hidden />}
            {...props}
          >
            {words.other}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
