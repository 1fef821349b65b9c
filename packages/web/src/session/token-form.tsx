import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { session } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { wordsOfSignIn } from './words-of-failure.ts';

/** An access token or API key that somebody has from elsewhere. */
export function TokenForm({ submit }: { readonly submit: string }) {
  const [token, setToken] = useState('');
  const [isIncomplete, setIsIncomplete] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: session.signInWithToken,
    onError: () => field.current?.select(),
  });

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    // As it is often copied: with the word before it, or with a line end.
    const pasted = token.trim().replace(/^bearer\s+/i, '');
    setIsIncomplete(pasted === '');
    if (pasted !== '') {
      signIn.mutate(pasted);
    } else {
      signIn.reset();
      field.current?.focus();
    }
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem words={signIn.isError ? wordsOfSignIn(signIn.error) : null} />
        <PasswordField
          ref={field}
          label={texts.session.token}
          description={texts.session.tokenHelp}
          name="token"
          // No password of a person, so nothing that a password manager should keep.
          autoComplete="off"
          required
          data-autofocus
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={isIncomplete && texts.session.failed.empty}
        />
        <Button type="submit" loading={signIn.isPending}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
