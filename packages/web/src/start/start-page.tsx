import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function StartPage() {
  return (
    <Page>
      <Title order={1}>StartPage</Title>
    </Page>
  );
}
