import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import type { components } from '@sinode/client';
import { NewApiKey } from '@sinode/contracts';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Failure, wordsOf } from '../ui/failure.tsx';
import { formatAge, formatDate } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { Problem } from '../ui/problem.tsx';
import { problemsIn } from './field-problems.ts';
import classes from './list.module.css';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { Section } from './section.tsx';
import { useApiKeys, useMakeApiKey, useRevokeApiKey } from './use-account.ts';

type ApiKey = components['schemas']['ApiKey'];

export function ApiKeysSection() {
  const keys = useApiKeys();
  const revoke = useRevokeApiKey();
  const words = texts.session.account.keys;
  return (
    <Section title={words.title} help={words.help}>
      <Problem words={revoke.isError ? wordsOf(revoke.error) : null} />
      {keys.isPending && <Loading />}
      {keys.isError && <Failure error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.items.length === 0 && <Text size="sm">{words.none}</Text>}
      {keys.data !== undefined && keys.data.items.length > 0 && (
        <ul className={classes.list} aria-label={words.list}>
          {keys.data.items.map((key) => (
            <KeyRow
              key={key.id}
              item={key}
              isRevoking={revoke.isPending && revoke.variables === key.id}
              onRevoke={(onSettled) => revoke.mutate(key.id, { onSettled })}
            />
          ))}
        </ul>
      )}
      <NewKeyForm />
    </Section>
  );
}

interface KeyRowProps {
  readonly item: ApiKey;
  readonly isRevoking: boolean;
  readonly onRevoke: (onSettled: () => void) => void;
}

function KeyRow({ item, isRevoking, onRevoke }: KeyRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const words = texts.session.account.keys;
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Text fw={600}>{item.name}</Text>
        <Text size="sm" c="dimmed">
          {[
            words.scopes[item.scope],
            words.created(formatDate(item.createdAt)),
            item.lastUsedAt === null ? words.neverUsed : words.lastUsed(formatAge(item.lastUsedAt)),
          ].join(' · ')}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        aria-label={words.revokeOne(item.name)}
        onClick={() => setIsAsking(true)}
      >
        {words.revoke}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={words.revokeTitle(item.name)}
        text={words.revokeText}
        confirm={words.revoke}
        back={texts.common.cancel}
        isBusy={isRevoking}
        onConfirm={() => onRevoke(() => setIsAsking(false))}
        onClose={() => setIsAsking(false)}
      />
    </li>
  );
}

function NewKeyForm() {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ApiKey['scope']>('read');
  const [hasTried, setHasTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const make = useMakeApiKey();
  const words = texts.session.account.keys;
  const problem = hasTried ? problemsIn(NewApiKey, { name, scope }).name : undefined;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    const asked = NewApiKey.safeParse({ name, scope });
    if (!asked.success) {
      field.current?.focus();
      return;
    }
    make.mutate(asked.data, {
      onSuccess() {
        setName('');
        setHasTried(false);
      },
      onError: () => field.current?.select(),
    });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={420}>
        <Problem words={make.isError ? wordsOf(make.error) : null} />
        <TextInput
          ref={field}
          label={words.name}
          placeholder={words.namePlaceholder}
          autoComplete="off"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem}
        />
        <Radio.Group
          label={words.scope}
          value={scope}
          onChange={(value) => setScope(value === 'write' ? 'write' : 'read')}
        >
          <Group mt={4}>
            <Radio value="read" label={words.scopes.read} />
            <Radio value="write" label={words.scopes.write} />
          </Group>
        </Radio.Group>
        <Button type="submit" variant="default" loading={make.isPending} style={{ alignSelf: 'start' }}>
          {words.submit}
        </Button>
      </Stack>
      <NewKeyDialog made={make.data ?? null} onClose={make.reset} />
    </form>
  );
}
