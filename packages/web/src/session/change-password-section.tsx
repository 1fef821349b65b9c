import { Alert, Button, Stack } from '@mantine/core';
import { ApiError } from '@sinode/client';
import { Password, PasswordChange } from '@sinode/contracts';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Problem } from '../ui/problem.tsx';
import { problemsIn, ruleOf } from './field-problems.ts';
import { KnownName } from './known-name.tsx';
import { Section } from './section.tsx';
import { useChangePassword } from './use-account.ts';
import { wordsOfSignIn } from './words-of-failure.ts';

const RULE = ruleOf(Password);

export function ChangePasswordSection({ username }: { readonly username: string }) {
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const currentField = useRef<HTMLInputElement>(null);
  const newField = useRef<HTMLInputElement>(null);
  const words = texts.session.account.changePassword;
  const change = useChangePassword();

  const isWrong = change.error instanceof ApiError && change.error.code === 'PASSWORD_WRONG';
  const problems = hasTried ? problemsIn(PasswordChange, { currentPassword, newPassword }) : {};
  const isEmpty = hasTried && currentPassword === '';

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (currentPassword === '') currentField.current?.focus();
    else if (problemsIn(Password, newPassword)[''] !== undefined) newField.current?.focus();
    else
      change.mutate(
        { currentPassword, newPassword },
        {
          onSuccess() {
            setCurrentPassword('');
            setNewPassword('');
            setHasTried(false);
          },
          onError: () => currentField.current?.select(),
        },
      );
  }

  return (
    <Section title={words.title} help={words.help}>
      <form onSubmit={onSubmit} noValidate>
        <Stack align="stretch" maw={420}>
          <Problem words={change.isError && !isWrong ? wordsOfSignIn(change.error) : null} />
          {change.isSuccess && (
            <Alert color="teal" icon={<IconCheck aria-hidden />} role="status">
              {words.done}
            </Alert>
          )}
          <KnownName username={username} />
          <PasswordField
            ref={currentField}
            label={words.current}
            name="current-password"
            autoComplete="current-password"
            required
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.currentTarget.value)}
            error={
              isEmpty
                ? texts.session.failed.empty
                : isWrong && change.variables?.currentPassword === currentPassword
                  ? texts.session.failed.wrongPassword
                  : problems.currentPassword
            }
          />
          <PasswordField
            ref={newField}
            label={words.next}
            description={problems.newPassword === undefined && texts.session.register.rule(RULE)}
            name="new-password"
            autoComplete="new-password"
            required
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
            error={problems.newPassword}
          />
          <Button type="submit" variant="default" loading={change.isPending} style={{ alignSelf: 'start' }}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
