import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function ModelsPage() {
  return (
    <Page>
      <Title order={1}>ModelsPage</Title>
    </Page>
  );
}
