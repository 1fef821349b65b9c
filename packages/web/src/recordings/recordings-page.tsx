import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function RecordingsPage() {
  return (
    <Page>
      <Title order={1}>RecordingsPage</Title>
    </Page>
  );
}
