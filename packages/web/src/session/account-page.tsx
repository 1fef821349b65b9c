import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function AccountPage() {
  return (
    <Page>
      <Title order={1}>AccountPage</Title>
    </Page>
  );
}
