import { Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import { formatBytes } from '../ui/format.ts';
import type { FoundRecording, FoundRecordings } from './found-recordings.ts';
import classes from './recording-choice.module.css';

interface RecordingChoiceProps {
  readonly found: FoundRecordings;
  readonly onChoose: (recording: FoundRecording) => void;
}

/** The recordings among the files that were dropped. */
export function RecordingChoice({ found, onChoose }: RecordingChoiceProps) {
  const words = texts.local.choose;
  return (
    <Stack>
      <ul className={classes.list} aria-label={words.label}>
        {found.recordings.map((recording) => (
          <li key={recording.main}>
            <UnstyledButton className={classes.recording} onClick={() => onChoose(recording)}>
              <Text component="span" fw={600} className={classes.name}>
                {recording.name}
              </Text>
              <Text component="span" size="sm" c="dimmed" className={classes.files}>
                {recording.files.length > 1 && namesOf(recording.files)}
              </Text>
              <Text component="span" size="sm" c="dimmed" className={classes.size}>
                {formatBytes(recording.size)}
              </Text>
              <IconChevronRight size={18} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {found.leftOut.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.leftOut(found.leftOut.length)}
        </Text>
      )}
    </Stack>
  );
}

function namesOf(files: FoundRecording['files']): string {
  return files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
}
