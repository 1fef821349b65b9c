import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function EvaluationsPage() {
  return (
    <Page>
      <Title order={1}>EvaluationsPage</Title>
    </Page>
  );
}
