import { Button, Stack, TextInput } from '@mantine/core';
import { ApiError, orThrow } from '@sinode/client';
import { NewCredentials } from '@sinode/contracts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { client, session } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { type FieldProblems, problemsIn, problemsOf, ruleOf } from './field-problems.ts';
import { wordsOfSignIn } from './words-of-failure.ts';

/** The rules are known before they are broken. */
const RULES = {
  username: ruleOf(NewCredentials.shape.username),
  password: ruleOf(NewCredentials.shape.password),
};

export function RegisterForm() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  /** The account that was made here already, where only the signing in failed. */
  const made = useRef<string | null>(null);
  const words = texts.session.register;

  const register = useMutation({
    async mutationFn(credentials: NewCredentials) {
      if (made.current !== credentials.username) {
        await orThrow(client.POST('/v1/auth/register', { body: credentials }));
        made.current = credentials.username;
      }
      await session.signIn(credentials);
    },
    onError(error) {
      if (isNameTaken(error)) nameField.current?.select();
    },
  });

  const credentials = { username: username.trim(), password };
  const isTaken = isNameTaken(register.error) && register.variables?.username === credentials.username;
  const problems: FieldProblems = {
    ...problemsOf(register.error),
    ...(isTaken ? { username: words.nameTaken } : {}),
    ...(hasTried ? problemsIn(NewCredentials, credentials) : {}),
  };
  const isAboutFields = isNameTaken(register.error) || Object.keys(problemsOf(register.error)).length > 0;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    const found = problemsIn(NewCredentials, credentials);
    if (found.username !== undefined) nameField.current?.focus();
    else if (found.password !== undefined) passwordField.current?.focus();
    else register.mutate(credentials);
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem words={register.isError && !isAboutFields ? wordsOfSignIn(register.error) : null} />
        <TextInput
          ref={nameField}
          label={texts.session.name}
          description={helpUnless(problems.username, words.rule(RULES.username))}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={problems.username}
        />
        <PasswordField
          ref={passwordField}
          label={texts.session.passwordLabel}
          description={helpUnless(problems.password, `${words.rule(RULES.password)} ${words.passwordHint}`)}
          name="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problems.password}
        />
        <Button type="submit" loading={register.isPending}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  );
}

/** A rule that was broken stands below its field; nobody reads it twice. */
function helpUnless(problem: string | undefined, help: string): string | undefined {
  return problem !== undefined && help.startsWith(problem) ? undefined : help;
}

function isNameTaken(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'NAME_TAKEN';
}
