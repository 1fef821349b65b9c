import { Button, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts/index.ts';
import { Page } from './shell.tsx';

export function NotFoundPage() {
  const { pageTitle, title, text, back } = texts.common.notFound;
  return (
    <Page size="sm">
      <title>{pageTitle}</title>
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
