import { Alert, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useSession } from '../api/use-session.ts';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { formatDate } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { ApiKeysSection } from './api-keys-section.tsx';
import { ApiUsageSection } from './api-usage-section.tsx';
import { ChangePasswordSection } from './change-password-section.tsx';
import { DeleteAccountSection } from './delete-account-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { SharingSection } from './sharing-section.tsx';
import { needsPassword, useSessions } from './use-account.ts';

export function AccountPage() {
  const state = useSession();
  // A key is refused here as everywhere else that is about the account.
  const sessions = useSessions();
  if (!('account' in state)) return null;
  const { account, by } = state;
  const words = texts.session.account;
  return (
    <Page size="md">
      <title>{words.pageTitle}</title>
      <Stack gap="lg">
        <Title order={1}>{words.title}</Title>
        <Paper withBorder p="lg">
          <Group gap="sm">
            <Text fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
              {account.username}
            </Text>
            <Badge variant="light" color={account.role === 'admin' ? 'blue' : 'gray'} tt="none">
              {words[account.role]}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {words.since(formatDate(account.createdAt))}
          </Text>
          {by === 'token' && <Text size="sm">{words.byToken}</Text>}
        </Paper>
        {sessions.isPending && <Loading />}
        {sessions.isError &&
          sessions.data === undefined &&
          (needsPassword(sessions.error) ? (
            <Alert title={words.needsPassword}>{words.needsPasswordText}</Alert>
          ) : (
            <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
          ))}
        {sessions.data !== undefined && (
          <>
            {account.hasPassword && <ChangePasswordSection username={account.username} />}
            <ApiKeysSection />
            <SessionsSection />
            <SharingSection />
          </>
        )}
        <ApiUsageSection />
        {sessions.data !== undefined && <DeleteAccountSection account={account} />}
      </Stack>
    </Page>
  );
}
