import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { KnownName } from './known-name.tsx';
import { Section } from './section.tsx';
import { useDeleteAccount } from './use-account.ts';
import { wordsOfSignIn } from './words-of-failure.ts';

export function DeleteAccountSection({ username }: { readonly username: string }) {
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
        <DeleteForm username={username} onCancel={() => setIsOpen(false)} />
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

function DeleteForm({ username, onCancel }: { readonly username: string; readonly onCancel: () => void }) {
  const [password, setPassword] = useState('');
  const [isIncomplete, setIsIncomplete] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const remove = useDeleteAccount();
  const words = texts.session.account.remove;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setIsIncomplete(password === '');
    if (password === '') {
      field.current?.focus();
      return;
    }
    remove.mutate(password, { onError: () => field.current?.select() });
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <WhatIsDeleted />
        <Problem words={remove.isError ? wordsOfSignIn(remove.error) : null} />
        <KnownName username={username} />
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
