import { Alert, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useServer } from '../api/use-server.ts';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProviderButton } from './provider-button.tsx';
import { TokenForm } from './token-form.tsx';
import { useGoOn } from './use-go-on.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const search = route.useSearch();
  useGoOn(search.to);
  const server = useServer();
  const words = texts.session.signIn;
  const isFirst = server.data?.hasAccounts === false;
  const mayRegister = server.data?.registration === 'open';
  const toRegister = (
    <AnchorLink to="/register" search={{ to: search.to }}>
      {words.register}
    </AnchorLink>
  );
  return (
    <Page size="xs">
      <title>{words.pageTitle}</title>
      <Stack>
        <Title order={1}>{words.title}</Title>
        {isFirst && mayRegister && (
          <Alert>
            {words.first} {toRegister}
          </Alert>
        )}
        {search.failed !== undefined && (
          <Alert color="red" role="alert">
            {words.failed[search.failed]}
          </Alert>
        )}
        <Paper withBorder p="lg">
          <ProviderButton to={search.to} />
          <Tabs defaultValue="password">
            <Tabs.List mb="md" aria-label={words.ways}>
              <Tabs.Tab value="password">{words.byPassword}</Tabs.Tab>
              <Tabs.Tab value="token">{words.byToken}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="password">
              <PasswordForm submit={words.submit} />
            </Tabs.Panel>
            <Tabs.Panel value="token">
              <TokenForm submit={words.submit} />
            </Tabs.Panel>
          </Tabs>
        </Paper>
        {mayRegister && !isFirst && (
          <Text size="sm">
            {words.noAccount} {toRegister}
          </Text>
        )}
        <Text size="sm">
          {words.tryIt} <AnchorLink to="/try">{words.tryLink}</AnchorLink>
        </Text>
      </Stack>
    </Page>
  );
}
