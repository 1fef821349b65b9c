import { VisuallyHidden } from '@mantine/core';

/** So that a password manager knows whose password it is. */
export function KnownName({ username }: { readonly username: string }) {
  return (
    <VisuallyHidden>
      <input name="username" autoComplete="username" value={username} readOnly tabIndex={-1} aria-hidden />
    </VisuallyHidden>
  );
}
