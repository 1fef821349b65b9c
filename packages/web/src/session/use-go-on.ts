import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession } from '../api/use-session.ts';

/** Where one begins after signing in. */
const HOME = '/recordings';

/** Goes on to where somebody wanted to be, as soon as they are signed in: here or in another tab. */
export function useGoOn(to: string | undefined): void {
  const { kind } = useSession();
  const { history } = useRouter();
  useEffect(() => {
    // In place of this page: who goes back wants the one before it.
    if (kind === 'signed-in') history.replace(to ?? HOME);
  }, [kind, to, history]);
}
