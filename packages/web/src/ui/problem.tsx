import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** Why a form was not accepted; nothing while there is nothing to say. */
export function Problem({ words }: { readonly words: string | null }) {
  if (words === null) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {words}
    </Alert>
  );
}
