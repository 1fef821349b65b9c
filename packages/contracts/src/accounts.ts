import { z } from 'zod';

const SHORTEST_NAME = 3;
const LONGEST_NAME = 64;
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 256;
const LONGEST_KEY_NAME = 100;
/** More than any name, password or token has; what is longer is a mistake or mischief. */
const LONGEST_GUESS = 1024;

/**
 * A letter or digit of any script, and after it also `. _ - @ +`. Marks are parts of letters in many scripts, but
 * nothing that cannot be seen may tell two names apart.
 */
const NAME = /^(?!.*\p{Default_Ignorable_Code_Point})[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]*$/u;

/** Characters as people and JSON Schema count them, not the halves of UTF-16. */
function characters(text: string): number {
  return [...text].length;
}

function isBetween(text: string, shortest: number, longest: number): boolean {
  // No need to count what is far too long.
  return text.length <= 2 * longest && characters(text) >= shortest && characters(text) <= longest;
}

/**
 * True for what an account can be called. Both as it was written and in its compatibility form (NFKC), in which names
 * are compared: one sign can stand for many letters there.
 */
export function isUsername(text: string): boolean {
  if (!isBetween(text, SHORTEST_NAME, LONGEST_NAME)) return false;
  const plain = text.normalize('NFKC');
  return NAME.test(text) && NAME.test(plain) && isBetween(plain, SHORTEST_NAME, LONGEST_NAME);
}

/** The name of a new account. */
export const Username = z
  .string()
  .refine(isUsername, {
    error: `must have ${SHORTEST_NAME} to ${LONGEST_NAME} characters: letters and digits, and after the first also . _ - @ +`,
  })
  .meta({
    minLength: SHORTEST_NAME,
    maxLength: LONGEST_NAME,
    description:
      'Letters and digits of any script, and after the first also `. _ - @ +`. Capital and small letters are the same',
    examples: ['ada'],
  });

/** A new password. */
export const Password = z
  .string()
  .refine((text) => isBetween(text, SHORTEST_PASSWORD, LONGEST_PASSWORD), {
    error: `must have ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`,
  })
  .meta({
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
    description: 'Any characters; a few words are better than a few signs',
    examples: ['correct horse battery staple'],
  });

/** What somebody says to be right; whether it could ever be is not told. */
const Guess = z.string().max(LONGEST_GUESS, { error: `must have at most ${LONGEST_GUESS} characters` });

export const NewCredentials = z
  .object({ username: Username, password: Password })
  .meta({ id: 'NewCredentials', examples: [{ username: 'ada', password: 'correct horse battery staple' }] });
export type NewCredentials = z.infer<typeof NewCredentials>;

export const Credentials = z
  .object({ username: Guess, password: Guess })
  .meta({ id: 'Credentials', examples: [{ username: 'ada', password: 'correct horse battery staple' }] });
export type Credentials = z.infer<typeof Credentials>;

export const PasswordProof = z
  .object({
    password: Guess.optional().describe(
      'Of the account, once more; an account without one needs a session that began less than ten minutes ago',
    ),
  })
  .meta({ id: 'PasswordProof', examples: [{ password: 'correct horse battery staple' }] });

export const PasswordChange = z.object({ currentPassword: Guess, newPassword: Password }).meta({
  id: 'PasswordChange',
  examples: [{ currentPassword: 'correct horse battery staple', newPassword: 'another horse, another day' }],
});

export const UserRole = z.enum(['user', 'admin']);
export type UserRole = z.infer<typeof UserRole>;

export const RoleChange = z
  .object({ role: UserRole })
  .meta({ id: 'RoleChange', examples: [{ role: 'admin' }] });

const ACCOUNT = {
  id: '6f1c2d3e-4b5a-4c6d-8e7f-901a2b3c4d5e',
  username: 'ada',
  role: 'user',
  createdAt: '2026-02-01T07:00:00.000Z',
  hasPassword: true,
} as const;

export const Account = z
  .object({
    id: z.uuid(),
    username: z.string(),
    role: UserRole,
    createdAt: z.iso.datetime(),
    hasPassword: z.boolean().describe('False where it signs in through a provider only'),
  })
  .meta({ id: 'Account', examples: [ACCOUNT] });
export type Account = z.infer<typeof Account>;

/** What a sign-in or a refresh gives. */
export const SignedIn = z
  .object({
    accessToken: z.string().describe('For `Authorization: Bearer`'),
    accessTokenExpiresAt: z.iso.datetime().describe('15 minutes from now'),
    refreshToken: z
      .string()
      .describe('Gives the next two tokens, once; 30 days after its last use it is worth nothing'),
    sessionId: z.uuid(),
    account: Account,
  })
  .meta({
    id: 'SignedIn',
    examples: [
      {
        accessToken: 'eyJhbGciOiJIUzI1NiJ9…',
        accessTokenExpiresAt: '2026-02-01T07:15:00.000Z',
        refreshToken: 'q7Vw…',
        sessionId: '2d9f0c7a-5e41-4c1b-a0d3-7b6e5f4a3c21',
        account: ACCOUNT,
      },
    ],
  });
export type SignedIn = z.infer<typeof SignedIn>;

/** The same for a page in a browser, where the refresh token is in a cookie that no script can read. */
export const BrowserSession = SignedIn.omit({ refreshToken: true }).meta({
  id: 'BrowserSession',
  examples: [
    {
      accessToken: 'eyJhbGciOiJIUzI1NiJ9…',
      accessTokenExpiresAt: '2026-02-01T07:15:00.000Z',
      sessionId: '2d9f0c7a-5e41-4c1b-a0d3-7b6e5f4a3c21',
      account: ACCOUNT,
    },
  ],
});
export type BrowserSession = z.infer<typeof BrowserSession>;

export const RefreshRequest = z.object({ refreshToken: Guess }).meta({ id: 'RefreshRequest' });

/** A sign-in, as its owner sees it. */
export const Session = z
  .object({
    id: z.uuid(),
    isCurrent: z.boolean().describe('The one that this request was made with'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().describe('When it was last refreshed'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const ApiKeyScope = z.enum(['read', 'write']).describe('write includes read');

export const NewApiKey = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, { error: 'must not be empty' })
      .max(LONGEST_KEY_NAME, { error: `must have at most ${LONGEST_KEY_NAME} characters` })
      // Halves of characters and control characters belong in no name, and no database keeps them.
      .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must be one line of ordinary text' })
      .describe('What it is for; each name once'),
    scope: ApiKeyScope,
  })
  .meta({ id: 'NewApiKey', examples: [{ name: 'night import', scope: 'write' }] });
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scope: ApiKeyScope,
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().describe('To the minute; null for one that was never used'),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  key: z.string().describe('For `Authorization: Bearer`. It is shown this once and never again'),
}).meta({
  id: 'CreatedApiKey',
  examples: [
    {
      id: '93b7a1d4-0f2e-4c58-b1a6-8d7c6e5f4a3b',
      name: 'night import',
      scope: 'write',
      createdAt: '2026-02-01T07:05:00.000Z',
      lastUsedAt: null,
      key: 'sinode_…',
    },
  ],
});
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** What is remembered of what people do. */
export const AuditAction = z.enum([
  'account.registered',
  'account.signed-in',
  'account.sign-in-failed',
  'account.signed-out',
  'account.password-changed',
  'account.role-changed',
  'account.deleted',
  'session.ended',
  'session.stolen',
  'key.made',
  'key.used',
  'key.revoked',
  'recording.deleted',
  'recording.expired',
  'backup.made',
  'backup.restored',
  'sharing.changed',
  'model.added',
  'model.removed',
  'model.promoted',
  'model.rolled-back',
  'model.shadow-started',
  'model.shadow-stopped',
  'corrections.exported',
]);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditEvent = z
  .object({
    id: z.int().positive(),
    at: z.iso.datetime(),
    userId: z
      .uuid()
      .nullable()
      .describe(
        'Who did it, or whose account it was tried on; null for a name that nobody has, and for the command line',
      ),
    username: z.string().nullable().describe('null also where the account is deleted'),
    action: z.string().describe('What was done, by the names that the filter has'),
    target: z
      .string()
      .nullable()
      .describe('The id of the account, session, key or recording that it was done to'),
    address: z.string().nullable().describe('Where the request came from; null for the command line'),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditFilter = z.object({
  userId: z.uuid().optional().describe('What this account did, and who tried to sign in to it'),
  action: AuditAction.optional(),
});
