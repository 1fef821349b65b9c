import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function ComparisonPage() {
  return (
    <Page>
      <Title order={1}>ComparisonPage</Title>
    </Page>
  );
}
