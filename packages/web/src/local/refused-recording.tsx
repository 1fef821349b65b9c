import { Alert, Button, FileButton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFilePlus } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import { wordsOfRefusal } from './words-of-refusal.ts';
import type { LocalError } from './worker/messages.ts';

interface RefusedRecordingProps {
  readonly error: LocalError;
  readonly onAdd: (files: File[]) => void;
  readonly onTryAgain: () => void;
}

/** What another try may change: it is not the recording that is wrong. */
const PASSING = ['WORKER_LOST', 'UNEXPECTED'];

/** Why a recording cannot be opened, and what to do about it. */
export function RefusedRecording({ error, onAdd, onTryAgain }: RefusedRecordingProps) {
  const words = texts.local.refused;
  const missing = error.code === 'FILE_MISSING' ? error.file : null;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text style={{ overflowWrap: 'anywhere' }}>{wordsOfRefusal(error)}</Text>
        {error.code === 'FORMAT_UNSUPPORTED' && (
          <Text size="sm">
            {words.formats}: {texts.local.drop.formats}
          </Text>
        )}
        {PASSING.includes(error.code) && (
          <Button variant="default" onClick={onTryAgain}>
            {texts.common.tryAgain}
          </Button>
        )}
        {missing !== null && (
          <>
            <Text size="sm">{words.addHelp(missing)}</Text>
            <FileButton multiple onChange={(files) => files.length > 0 && onAdd(files)}>
              {(props) => (
                <Button leftSection={<IconFilePlus size={18} aria-hidden />} {...props}>
                  {words.add(missing)}
                </Button>
              )}
            </FileButton>
          </>
        )}
      </Stack>
    </Alert>
  );
}
