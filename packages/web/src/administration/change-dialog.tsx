import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { Problem } from '../ui/problem.tsx';
import { useLast } from '../ui/use-last.ts';
import { type Change, type Intention, isSame } from './change.ts';
import { nameOf } from './describe.ts';
import type { ModelAdministration } from './types.ts';
import { useChangeModels } from './use-administration.ts';

const { change: words } = texts.administration.models;

const USUAL_PERCENT = 20;
const LONGEST_REASON = 500;

/** Says what a change does, asks what is yet to be said, and makes it. */
export function ChangeDialog({
  intention,
  administration,
  onClose,
  onDone,
}: {
  /** `null` where nothing is intended. */
  readonly intention: Intention | null;
  readonly administration: ModelAdministration;
  readonly onClose: () => void;
  /** For the focus to go elsewhere where what had it is gone. */
  readonly onDone?: (change: Change) => void;
}) {
  const shown = useLast(intention);
  return (
    <Modal
      opened={intention !== null}
      onClose={onClose}
      title={shown === null ? '' : wordsFor(shown, administration).title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      {shown !== null && (
        <Form
          intention={shown}
          administration={administration}
          onClose={onClose}
          onDone={(change) => {
            onClose();
            notifications.show({ message: doneWords(change) });
            onDone?.(change);
          }}
        />
      )}
    </Modal>
  );
}

function Form({
  intention,
  administration,
  onClose,
  onDone,
}: {
  readonly intention: Intention;
  readonly administration: ModelAdministration;
  readonly onClose: () => void;
  readonly onDone: (change: Change) => void;
}) {
  const [reason, setReason] = useState('');
  const [percent, setPercent] = useState<number | string>(() => percentNow(intention, administration));
  const [hasTried, setHasTried] = useState(false);
  const make = useChangeModels();
  const { text, confirm, back, isGrave } = wordsFor(intention, administration);
  const isPercentRight = typeof percent === 'number' && percent > 0 && percent <= 100;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (intention.kind === 'shadow' && !isPercentRight) return;
    const change = { ...intention, reason: reason.trim(), share: Number(percent) / 100 };
    make.mutate(change, { onSuccess: () => onDone(change) });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {text.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
        <Problem words={make.isError ? wordsOf(make.error) : null} />
        {intention.kind === 'shadow' && (
          <NumberInput
            label={words.share}
            description={words.shareHelp}
            min={0}
            max={100}
            step={10}
            decimalScale={1}
            clampBehavior="none"
            value={percent}
            onChange={setPercent}
            error={hasTried && !isPercentRight && words.shareProblem}
            data-autofocus
          />
        )}
        {hasReason(intention) && (
          <TextInput
            label={words.reason}
            description={words.reasonHelp}
            autoComplete="off"
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          {/* What is safe has the focus, where nothing is asked for. */}
          <Button
            variant="default"
            onClick={onClose}
            data-autofocus={intention.kind !== 'shadow' || undefined}
          >
            {back}
          </Button>
          <Button type="submit" loading={make.isPending} {...(isGrave ? { color: 'red' } : {})}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function percentNow(intention: Intention, { candidate }: ModelAdministration): number {
  const isRunning = intention.kind === 'shadow' && candidate !== null && isSame(candidate, intention.model);
  return isRunning ? Number((100 * candidate.share).toPrecision(3)) : USUAL_PERCENT;
}

function hasReason({ kind }: Intention): boolean {
  return kind === 'promote' || kind === 'shadow' || kind === 'roll-back';
}

interface DialogWords {
  readonly title: string;
  readonly text: readonly string[];
  readonly confirm: string;
  readonly back: string;
  /** It takes something away. */
  readonly isGrave: boolean;
}

function wordsFor(intention: Intention, { current, candidate }: ModelAdministration): DialogWords {
  const usual = { back: texts.common.cancel, isGrave: false };
  switch (intention.kind) {
    case 'promote': {
      const { title, text, confirm } = words.promote;
      return { ...usual, title: title(nameOf(intention.model)), text: [text(nameOf(current))], confirm };
    }
    case 'shadow': {
      const { title, text, instead, confirm, change } = words.shadow;
      const isOther = candidate !== null && !isSame(candidate, intention.model);
      const isRunning = candidate !== null && !isOther;
      return {
        ...usual,
        title: title(nameOf(intention.model)),
        text: [text(nameOf(current)), ...(isOther ? [instead(nameOf(candidate))] : [])],
        confirm: isRunning ? change : confirm,
      };
    }
    case 'roll-back': {
      const { title, text, confirm } = words.rollBack;
      return { ...usual, title: title(nameOf(intention.to)), text: [text(nameOf(current))], confirm };
    }
    case 'stop': {
      const { title, text, confirm, back } = words.stop;
      return { title: title(nameOf(intention.candidate)), text: [text], confirm, back, isGrave: true };
    }
    case 'remove': {
      const { title, text, confirm, back } = words.remove;
      return { title: title(nameOf(intention.model)), text: [text], confirm, back, isGrave: true };
    }
  }
}

function doneWords(change: Change): string {
  switch (change.kind) {
    case 'promote':
      return words.promote.done(nameOf(change.model));
    case 'shadow':
      return words.shadow.done(nameOf(change.model));
    case 'roll-back':
      return words.rollBack.done(nameOf(change.to));
    case 'stop':
      return words.stop.done;
    case 'remove':
      return words.remove.done(nameOf(change.model));
  }
}
