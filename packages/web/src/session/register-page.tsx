import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useServer } from '../api/use-server.ts';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { RegisterForm } from './register-form.tsx';
import { useGoOn } from './use-go-on.ts';

const route = getRouteApi('/register');

export function RegisterPage() {
  const search = route.useSearch();
  useGoOn(search.to);
  const server = useServer();
  const words = texts.session.register;
  return (
    <Page size="xs">
      <title>{words.pageTitle}</title>
      <Stack>
        <Title order={1}>{words.title}</Title>
        {server.data?.registration === 'closed' ? (
          <Alert title={words.closed}>
            <Stack align="flex-start" gap="sm">
              <Text size="sm">{words.closedText}</Text>
              <Button component={Link} to="/try" variant="default">
                {texts.common.nav.try}
              </Button>
            </Stack>
          </Alert>
        ) : (
          <>
            {server.data?.hasAccounts === false && <Alert>{words.first}</Alert>}
            <Paper withBorder p="lg">
              <RegisterForm />
            </Paper>
          </>
        )}
        <Text size="sm">
          {words.haveAccount}{' '}
          <AnchorLink to="/sign-in" search={{ to: search.to }}>
            {words.signIn}
          </AnchorLink>
        </Text>
      </Stack>
    </Page>
  );
}
