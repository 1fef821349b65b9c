import { Title } from '@mantine/core';
import { Page } from '../app/shell.tsx';

export function SignInPage() {
  return (
    <Page>
      <Title order={1}>SignInPage</Title>
    </Page>
  );
}
