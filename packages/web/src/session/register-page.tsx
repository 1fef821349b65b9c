import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function RegisterPage() {
  return (
    <Page>
      <Title order={1}>RegisterPage</Title>
    </Page>
  );
}
