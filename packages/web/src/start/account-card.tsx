import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useServer } from '../api/use-server.ts';
import { useIsAway } from '../api/use-session.ts';
import { texts } from '../texts/index.ts';

/** The way to an account, as this server has it. */
export function AccountCard() {
  const words = texts.start.account;
  const isAway = useIsAway();
  const server = useServer();
  return (
    <Card withBorder p="lg" component="section" aria-labelledby="start-account">
      <Stack>
        <Title order={2} size="h4" id="start-account">
          {words.title}
        </Title>
        <Text size="sm">{words.text}</Text>
        {isAway || server.isError ? (
          <Text size="sm">{words.away}</Text>
        ) : server.data === undefined ? (
          <Skeleton height={36} radius="md" />
        ) : (
          <Ways isFirst={!server.data.hasAccounts} isOpen={server.data.registration === 'open'} />
        )}
      </Stack>
    </Card>
  );
}

function Ways({ isFirst, isOpen }: { readonly isFirst: boolean; readonly isOpen: boolean }) {
  const words = texts.start.account;
  if (isFirst && isOpen) {
    return (
      <>
        <Text size="sm">{words.first}</Text>
        <Group>
          <Button component={Link} to="/register">
            {words.makeFirst}
          </Button>
        </Group>
      </>
    );
  }
  return (
    <>
      {!isOpen && <Text size="sm">{words.closed}</Text>}
      <Group>
        <Button component={Link} to="/sign-in" variant={isOpen ? 'default' : 'filled'}>
          {words.signIn}
        </Button>
        {isOpen && (
          <Button component={Link} to="/register">
            {words.register}
          </Button>
        )}
      </Group>
    </>
  );
}
