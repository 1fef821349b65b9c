import { aboutFile, bugDetails, type Failure } from '../failures.ts';
import { say } from './output.ts';

/** Tells of a file that could not be dealt with. The others go on, and the command ends with 1. */
export function reportFailure(file: string, failure: Failure): void {
  say(aboutFile(file, failure.message));
  const details = bugDetails(failure);
  if (details !== null) say(details);
  process.exitCode = 1;
}
