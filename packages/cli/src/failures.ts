import { basename } from 'node:path';
import { EcgError } from '@sinode/core';
import { TaskError } from '@sinode/engine';

/** The command was called in a way that cannot work: exit code 2. The message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something outside the program prevents the work, and the message says it all: exit code 1, no stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What went wrong, as it is told. */
export interface Failure {
  /** One sentence for a person. */
  readonly message: string;
  /** Set only where the program is at fault. */
  readonly bugStack: string | null;
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'no permission to open it',
  EPERM: 'no permission to do that',
  EROFS: 'it is on a file system that cannot be written to',
  EEXIST: 'something of this name is there already',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open at once: try fewer --jobs',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'a link that leads back to itself',
};

/** Whatever was thrown, as something that can be told. */
export function toFailure(error: unknown): Failure {
  if (error instanceof EcgError || error instanceof UsageError || error instanceof CommandError) {
    return { message: error.message, bugStack: null };
  }
  if (error instanceof TaskError && error.code !== 'SYSTEM' && error.code !== 'BUG') {
    return { message: error.message, bugStack: null };
  }
  const systemMessage = describeSystemError(error);
  if (systemMessage !== null) return { message: systemMessage, bugStack: null };

  const reason = error instanceof Error ? error.message : String(error);
  const stack = (error instanceof TaskError ? error.workerStack : null) ?? stackOf(error) ?? reason;
  return { message: `this is a bug in sinode: ${firstLine(reason)}`, bugStack: stack };
}

function describeSystemError(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = error instanceof TaskError ? error.systemCode : 'code' in error ? error.code : null;
  const sentence = typeof code === 'string' ? SYSTEM_ERRORS[code] : undefined;
  if (sentence === undefined) return null;
  return 'path' in error && typeof error.path === 'string' ? `${error.path}: ${sentence}.` : `${sentence}.`;
}

function stackOf(error: unknown): string | null {
  return error instanceof Error ? (error.stack ?? null) : null;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/**
 * `file: sentence`, with the file named as the caller named it. The core knows a file by its own name only and
 * often begins with it; that name gives way to the whole path.
 */
export function aboutFile(file: string, message: string): string {
  if (message.startsWith(`${file}:`) || message.startsWith(`${file},`)) return message;
  const name = basename(file);
  const rest = message.startsWith(name) ? message.slice(name.length) : '';
  // A name with an extension cannot be mistaken for a word at the start of the sentence; `a` could be.
  const endsTheName = name.includes('.') ? /^[:,\s]/ : /^[:,]/;
  return endsTheName.test(rest) ? file + rest : `${file}: ${message}`;
}

/** The stack of a bug, for those who set SINODE_DEBUG=1, or a hint that they can. */
export function bugDetails(failure: Failure): string | null {
  if (failure.bugStack === null) return null;
  if (process.env.SINODE_DEBUG === '1') return failure.bugStack;
  return 'Please report it with what SINODE_DEBUG=1 shows.';
}
