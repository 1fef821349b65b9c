import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { session } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { wordsOfSignIn } from './words-of-failure.ts';

interface PasswordFormProps {
  /** Where it can be nobody else. */
  readonly fixedName?: string;
  readonly submit: string;
}

/** Name and password of somebody who has an account. */
export function PasswordForm({ fixedName, submit }: PasswordFormProps) {
  const [username, setUsername] = useState(fixedName ?? '');
  const [password, setPassword] = useState('');
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const signIn = useMutation({
    mutationFn: session.signIn,
    onError: () => passwordField.current?.select(),
  });
  const { failed, name, passwordLabel } = texts.session;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const empty = username.trim() === '' ? nameField : password === '' ? passwordField : null;
    setIsIncomplete(empty !== null);
    if (empty !== null) {
      signIn.reset();
      empty.current?.focus();
    } else {
      signIn.mutate({ username: username.trim(), password });
    }
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem words={signIn.isError ? wordsOfSignIn(signIn.error) : null} />
        <TextInput
          ref={nameField}
          label={name}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          readOnly={fixedName !== undefined}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={isIncomplete && username.trim() === '' && failed.empty}
        />
        <PasswordField
          ref={passwordField}
          label={passwordLabel}
          name="password"
          autoComplete="current-password"
          required
          data-autofocus={fixedName !== undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isIncomplete && password === '' && failed.empty}
        />
        <Button type="submit" loading={signIn.isPending}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
