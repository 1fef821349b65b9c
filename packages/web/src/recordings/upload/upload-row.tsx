import { ActionIcon, Button, Group, Progress, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { texts } from '../../texts/index.ts';
import { AnchorLink } from '../../ui/anchor-link.tsx';
import { formatBytes, formatPercent } from '../../ui/format.ts';
import classes from './upload-panel.module.css';
import { isUnderWay, type Upload, type UploadStatus } from './upload-queue.ts';
import { uploads } from './uploads.ts';

/** Refusals that may be none the next time: they are not about what is in the file. */
const PASSING = [null, 'INTERNAL', 'DISK_FULL', 'UPLOAD_INCOMPLETE', 'CONFLICT', 'TOO_MANY_REQUESTS'];

interface UploadRowProps {
  readonly upload: Upload;
  /** All uploads that lack a sampling rate. */
  readonly withoutRate: readonly Upload[];
}

export function UploadRow({ upload, withoutRate }: UploadRowProps) {
  const { id, name, status, sizeBytes } = upload;
  const words = texts.recordings.uploads;
  const isBusy = isUnderWay(upload);
  return (
    <li className={classes.row}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Mark kind={status.kind} />
        <div className={classes.what}>
          <Text size="sm" fw={600} component={status.kind === 'done' ? 'span' : 'p'} m={0}>
            {status.kind === 'done' ? (
              <AnchorLink
                to="/recordings/$id"
                params={{ id: status.recordingId }}
                aria-label={words.open(name)}
              >
                {name}
              </AnchorLink>
            ) : (
              name
            )}
          </Text>
          <Text size="xs" c="dimmed">
            {describe(status, sizeBytes)}
          </Text>
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={isBusy ? words.cancelOne(name) : words.dismissOne(name)}
          onClick={() => uploads.cancel(id)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {(status.kind === 'sending' || status.kind === 'checking') && (
        <Progress
          mt={6}
          size="sm"
          value={status.kind === 'sending' ? 100 * status.sent : 100}
          animated={status.kind === 'checking'}
          aria-label={words.progress(name)}
        />
      )}
      {withoutRate.includes(upload) && <RateForm upload={upload} withoutRate={withoutRate} />}
      {isWorthRetrying(status) && (
        <Button
          mt={6}
          size="compact-sm"
          variant="default"
          aria-label={words.tryAgainOne(name)}
          onClick={() => uploads.retry(id)}
        >
          {words.tryAgain}
        </Button>
      )}
    </li>
  );
}

function Mark({ kind }: { readonly kind: UploadStatus['kind'] }) {
  if (kind === 'done') return <IconCheck size={18} className={classes.done} aria-hidden />;
  const isWrong = kind === 'refused' || kind === 'broken' || kind === 'too-large';
  return isWrong ? <IconAlertTriangle size={18} className={classes.wrong} aria-hidden /> : null;
}

function describe(status: UploadStatus, sizeBytes: number): string {
  const words = texts.recordings.uploads;
  const size = formatBytes(sizeBytes);
  switch (status.kind) {
    case 'sending':
      return words.sending(formatPercent(status.sent), size);
    case 'done':
      return status.isNew ? words.done : words.known;
    case 'too-large':
      return words.tooLarge(size, formatBytes(status.limitBytes));
    // Word for word: the server knows best.
    case 'refused':
      return status.detail;
    default:
      return words[status.kind];
  }
}

function isWorthRetrying(status: UploadStatus): boolean {
  return status.kind === 'broken' || (status.kind === 'refused' && PASSING.includes(status.code));
}

/** Asks for what the file does not say, and sends it again. */
function RateForm({ upload, withoutRate }: UploadRowProps) {
  const [text, setText] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const labelId = useId();
  const words = texts.recordings.uploads;
  // People in many countries write a comma.
  const hertz = Number(text.trim().replace(',', '.'));
  const isGood = Number.isFinite(hertz) && hertz > 0;

  function use(which: readonly Upload[]): void {
    setHasTried(true);
    if (isGood) for (const { id } of which) uploads.retry(id, hertz);
    else field.current?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        use([upload]);
      }}
    >
      <TextInput
        ref={field}
        mt={6}
        size="xs"
        id={labelId}
        label={words.rate}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={hasTried && !isGood && words.rateProblem}
      />
      <Group gap="xs" mt={6}>
        <Button type="submit" size="compact-sm">
          {words.rateSubmit}
        </Button>
        {withoutRate.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => use(withoutRate)}>
            {words.rateForAll(withoutRate.length)}
          </Button>
        )}
      </Group>
    </form>
  );
}
