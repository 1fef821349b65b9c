import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function RecordingPage() {
  return (
    <Page>
      <Title order={1}>RecordingPage</Title>
    </Page>
  );
}
