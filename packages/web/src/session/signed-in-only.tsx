import { Outlet } from '@tanstack/react-router';
import { useSession } from '../api/use-session.ts';

/**
 * Pages for who is signed in. With the person they are gone at once, before the way to the sign-in page is found:
 * nothing of theirs is seen any more, and nothing is asked for.
 */
export function SignedInOnly() {
  const { kind } = useSession();
  return kind === 'signed-in' || kind === 'ended' ? <Outlet /> : null;
}
