import { Button, Divider } from '@mantine/core';
import { useServer } from '../api/use-server.ts';
import { texts } from '../texts/index.ts';

/** The way to a provider of single sign-on, where the server has one: a link, since the browser leaves this page. */
export function ProviderButton({ to }: { readonly to: string | undefined }) {
  const server = useServer();
  const name = server.data?.signInProvider ?? null;
  if (name === null) return null;
  const words = texts.session.signIn;
  const search = to === undefined ? '' : `?${new URLSearchParams({ to })}`;
  return (
    <>
      <Button component="a" href={`/v1/oidc/sign-in${search}`} variant="default" fullWidth>
        {words.byProvider(name)}
      </Button>
      <Divider label={words.or} labelPosition="center" my="md" />
    </>
  );
}
