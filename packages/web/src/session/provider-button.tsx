import { Button, Divider } from '@mantine/core';
import { useServer } from '../api/use-server.ts';
import { texts } from '../texts/index.ts';

interface ProviderProps {
  /** Where the person goes on to. */
  readonly to: string | undefined;
}

/** The way to a provider of single sign-on, where the server has one: a link, since the browser leaves this page. */
export function ProviderLink({ to }: ProviderProps) {
  const name = useProvider();
  if (name === null) return null;
  const search = to === undefined ? '' : `?${new URLSearchParams({ to })}`;
  return (
    <Button component="a" href={`/v1/oidc/sign-in${search}`} variant="default" fullWidth>
      {texts.session.signIn.byProvider(name)}
    </Button>
  );
}

/** The same, above the way with name and password. */
export function ProviderButton({ to }: ProviderProps) {
  if (useProvider() === null) return null;
  return (
    <>
      <ProviderLink to={to} />
      <Divider label={texts.session.signIn.or} labelPosition="center" my="md" />
    </>
  );
}

function useProvider(): string | null {
  return useServer().data?.signInProvider ?? null;
}
