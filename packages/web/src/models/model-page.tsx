import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function ModelPage() {
  return (
    <Page>
      <Title order={1}>ModelPage</Title>
    </Page>
  );
}
