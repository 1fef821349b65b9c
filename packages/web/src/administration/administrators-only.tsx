import { Button, Stack, Text, Title } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useSession } from '../api/use-session.ts';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';

/** Pages that the server would refuse to everybody else; they are told why. */
export function AdministratorsOnly() {
  const state = useSession();
  if ('account' in state && state.account.role === 'admin') return <Outlet />;
  const { title, text, back } = texts.administration.forbidden;
  return (
    <Page size="sm">
      <title>{texts.administration.documentTitle(title)}</title>
      <Stack align="flex-start">
        <Title order={1}>{title}</Title>
        <Text>{text}</Text>
        <Button component={Link} to="/">
          {back}
        </Button>
      </Stack>
    </Page>
  );
}
