import type { Database } from '../database/connect.ts';
import { Problem } from '../http/problem.ts';
import type { Sessions } from './sessions.ts';
import type { UserRow, Users } from './users.ts';

interface OwnerProof {
  readonly userId: string;
  readonly sessionId: string;
  readonly password: string | undefined;
}

/** What the routes work with. */
export interface AccountsContext {
  readonly db: Database;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly removeRecordings: (ids: readonly string[]) => Promise<void>;
  /**
   * Finds an account by name and password.
   *
   * @throws Problem 401 with the same words, after the same work, for a wrong name and a wrong password; 429
   */
  signIn(credentials: { username: string; password: string }, address: string): Promise<UserRow>;
  /** @throws Problem 403 where it is not the password of the account; 429 */
  provePassword(userId: string, password: string, address: string): Promise<UserRow>;
  /**
   * That it is the owner who asks for something that cannot be undone: the password, or, where there is none, a session
   * that has only just begun.
   *
   * @throws Problem 403, 429
   */
  proveOwner(proof: OwnerProof, address: string): Promise<void>;
  /** @throws Problem 403 where registration is closed; 429 */
  mayRegister(address: string): Promise<void>;
}

/** In the words of the reference contract. */
export function signInFailed(): Problem {
  return new Problem(401, 'SIGN_IN_FAILED', 'Invalid username and/or password');
}
