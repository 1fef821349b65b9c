/** Something outside the program keeps the server from starting; the message says it all. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
