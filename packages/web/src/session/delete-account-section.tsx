import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { ApiError, type components } from '@sinode/client';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { KnownName } from './known-name.tsx';
import { ProviderLink } from './provider-button.tsx';
import { Section } from './section.tsx';
import { useDeleteAccount } from './use-account.ts';
import { wordsOfSignIn } from './words-of-failure.ts';

type Account = components['schemas']['Account'];

export function DeleteAccountSection({ account }: { readonly account: Account }) {
  const [isOpen, setIsOpen] = useState(false);
  const words = texts.session.account.remove;
  return (
    <Section title={words.title}>
      <WhatIsDeleted />
      <Button color="red" variant="outline" style={{ alignSelf: 'start' }} onClick={() => setIsOpen(true)}>
        {words.open}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={words.title}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <DeleteForm account={account} onCancel={() => setIsOpen(false)} />
      </Modal>
    </Section>
  );
}

function WhatIsDeleted() {
  const { text, items, stays } = texts.session.account.remove;
  return (
    <div>
      <Text size="sm">{text}</Text>
      <List size="sm">
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
      <Text size="sm">{stays}</Text>
    </div>
  );
}

function DeleteForm({ account, onCancel }: { readonly account: Account; readonly onCancel: () => void }) {
  const [password, setPassword] = useState('');
  const [isIncomplete, setIsIncomplete] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const remove = useDeleteAccount();
  const words = texts.session.account.remove;
  const isOutdated = remove.error instanceof ApiError && remove.error.code === 'SIGN_IN_AGAIN';

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!account.hasPassword) {
      remove.mutate({});
      return;
    }
    setIsIncomplete(password === '');
    if (password === '') {
      field.current?.focus();
      return;
    }
    remove.mutate({ password }, { onError: () => field.current?.select() });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <WhatIsDeleted />
        <Problem words={remove.isError ? wordsOfSignIn(remove.error) : null} />
        {isOutdated && <ProviderLink to="/account" />}
        {account.hasPassword && (
          <>
            <KnownName username={account.username} />
            <PasswordField
              ref={field}
              label={words.password}
              name="password"
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={isIncomplete && password === '' && texts.session.failed.empty}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" color="red" loading={remove.isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
