import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function EvaluationPage() {
  return (
    <Page>
      <Title order={1}>EvaluationPage</Title>
    </Page>
  );
}
