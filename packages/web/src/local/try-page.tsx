import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function TryPage() {
  return (
    <Page>
      <Title order={1}>TryPage</Title>
    </Page>
  );
}
