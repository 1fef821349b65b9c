/**
 * The tables. Samples are never in them: uploads and traces are files, see `recordings/storage`.
 *
 * After a change here, `npm run migration --workspace @sinode/api` writes the next step of `migrations/`.
 */
import type { BeatChange } from '@sinode/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** Arrays of numbers as their little-endian bytes: a day of ECG has 100,000 beats. */
const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' });

const moment = (name: string) => timestamp(name, { withTimezone: true });
const id = () => uuid('id').primaryKey().defaultRandom();

export const users = pgTable(
  'users',
  {
    id: id(),
    /** As the person wrote it. */
    name: text('name').notNull(),
    /** What makes two names the same: Unicode form and case do not count. */
    nameKey: text('name_key').notNull(),
    /** argon2id, with its salt and cost; null for who signs in through a provider only. */
    passwordHash: text('password_hash'),
    role: text('role', { enum: ['user', 'admin'] }).notNull(),
    /** Whether models may be trained on the leads that this person corrected. */
    sharesCorrections: boolean('shares_corrections').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('users_name_key').on(table.nameKey)],
);

/** Who somebody is to a provider of single sign-on; the only thing that an account is found by there. */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('identities_user').on(table.userId),
  ],
);

const owner = () => uuid('owner_id').references(() => users.id, { onDelete: 'cascade' });

/** One sign-in. Access tokens name their session and end with it. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the refresh token in use; null for a session that cannot be refreshed. */
    refreshHash: text('refresh_hash'),
    /** SHA-256 of the refresh token before it: whoever shows that one has stolen it, or was stolen from. */
    previousRefreshHash: text('previous_refresh_hash'),
    /**
     * SHA-256 of what all refresh tokens of the session begin with, by which one is known that was used long ago; null
     * for a session of a version that had no such beginning.
     */
    familyHash: text('family_hash'),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    uniqueIndex('sessions_refresh_hash').on(table.refreshHash),
    index('sessions_previous_refresh_hash').on(table.previousRefreshHash),
    uniqueIndex('sessions_family_hash').on(table.familyHash),
    index('sessions_user').on(table.userId),
    index('sessions_expires').on(table.expiresAt),
  ],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    scope: text('scope', { enum: ['read', 'write'] }).notNull(),
    /** SHA-256; the key is 256 random bits, so there is nothing to guess and no salt to add. */
    secretHash: text('secret_hash').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [uniqueIndex('api_keys_user_name').on(table.userId, table.name)],
);

/** Attempts to sign in, counted by account and by address, and requests, for all processes together. */
export const attempts = pgTable('attempts', {
  /** What is counted: `account:<name key>`, `address:<address>`, `requests:<user or address>`. */
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowEnds: moment('window_ends').notNull(),
});

/** Who did what. It outlives the accounts it speaks of, so it names them by id only. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull().defaultNow(),
    userId: uuid('user_id'),
    action: text('action').notNull(),
    /** What it was done to: the id of a session, key, recording or account. */
    target: text('target'),
    address: text('address'),
  },
  (table) => [index('audit_events_user').on(table.userId, table.id)],
);

/** What is stored of a lead. */
export interface StoredLead {
  readonly name: string;
  readonly unit: string | null;
  readonly gapSeconds: number;
  /** mV; null where no sample is finite. */
  readonly minMv: number | null;
  readonly maxMv: number | null;
}

export interface StoredFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export const recordings = pgTable(
  'recordings',
  {
    id: id(),
    /** Null for a recording of the library. */
    ownerId: owner(),
    /** Path of the main file inside the library, with `/`; null for an upload. */
    libraryPath: text('library_path'),
    /** Folder of the library that it belongs to, `.` for the library itself; null for an upload. */
    dataSet: text('data_set'),
    /** Size and time of the library's file when it was read, to see that it has changed. */
    libraryStamp: text('library_stamp'),
    name: text('name').notNull(),
    note: text('note').notNull().default(''),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    format: text('format').notNull(),
    /** Hz, given by the uploader for formats that do not carry it. */
    givenSamplingRate: doublePrecision('given_sampling_rate'),
    samplingRate: doublePrecision('sampling_rate').notNull(),
    sampleCount: bigint('sample_count', { mode: 'number' }).notNull(),
    durationSeconds: doublePrecision('duration_seconds').notNull(),
    startTime: moment('start_time'),
    leads: jsonb('leads').$type<readonly StoredLead[]>().notNull(),
    warnings: jsonb('warnings').$type<readonly string[]>().notNull(),
    files: jsonb('files').$type<readonly StoredFile[]>().notNull(),
    /** The file to open it by, one of `files`. */
    mainFile: text('main_file').notNull(),
    /** Of the file, or over the names and hashes of several. */
    sha256: text('sha256').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    check('recordings_owner_or_library', sql`(owner_id is null) <> (library_path is null)`),
    uniqueIndex('recordings_library_path').on(table.libraryPath),
    // The same bytes twice are one recording, so that an upload can be repeated when its answer was lost.
    uniqueIndex('recordings_owner_content').on(
      table.ownerId,
      table.sha256,
      sql`coalesce(given_sampling_rate, 0)`,
    ),
    index('recordings_owner_created').on(table.ownerId, table.createdAt, table.id),
    index('recordings_tags').using('gin', table.tags),
  ],
);

const recording = () =>
  uuid('recording_id')
    .notNull()
    .references(() => recordings.id, { onDelete: 'cascade' });

/** Why a job failed, as a client is told. */
export interface JobError {
  readonly code: string;
  readonly detail: string;
}

/** Work that outlives a request and the process it began in. */
export const jobs = pgTable(
  'jobs',
  {
    id: id(),
    kind: text('kind', { enum: ['analysis', 'evaluation', 'library'] }).notNull(),
    /** What to work on: the id of an analysis or evaluation. Two unfinished jobs of a kind are never about the same. */
    subject: text('subject').notNull(),
    ownerId: owner(),
    state: text('state', { enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('queued'),
    /** 0..1. */
    progress: real('progress').notNull().default(0),
    /** How often it was begun. */
    attempts: integer('attempts').notNull().default(0),
    /** Who works on it, until when he must have given a sign of life; another may take it after that. */
    worker: text('worker'),
    leaseUntil: moment('lease_until'),
    error: jsonb('error').$type<JobError>(),
    /** The trace of the request that asked for it, as W3C's header has it; null where nobody traces. */
    traceparent: text('traceparent'),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('jobs_waiting').on(table.createdAt).where(sql`state in ('queued', 'running')`),
    uniqueIndex('jobs_unfinished_subject')
      .on(table.kind, table.subject)
      .where(sql`state in ('queued', 'running')`),
  ],
);

const job = () => uuid('job_id').references(() => jobs.id, { onDelete: 'set null' });

/** What a report says beside the beats. */
export interface AnalysisSummary {
  readonly heartRate: number | null;
  readonly challengeHeartRate: number | null;
  readonly quality: unknown;
  readonly warnings: readonly string[];
}

/** One model's answer for one lead, kept so that it is never computed twice. */
export const analyses = pgTable(
  'analyses',
  {
    id: id(),
    recordingId: recording(),
    /** The lead that was asked for; empty where the choice was left to Sinode. */
    askedLead: text('asked_lead').notNull(),
    modelName: text('model_name').notNull(),
    modelVersion: text('model_version').notNull(),
    jobId: job(),
    /** The lead that was analysed; null until it is done, like all that follows. */
    lead: text('lead'),
    /** Int32 sample indices. */
    beats: bytes('beats'),
    /** Float32, one for each beat. */
    confidence: bytes('confidence'),
    summary: jsonb('summary').$type<AnalysisSummary>(),
    createdAt: moment('created_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    uniqueIndex('analyses_question').on(
      table.recordingId,
      table.askedLead,
      table.modelName,
      table.modelVersion,
    ),
    index('analyses_job').on(table.jobId),
  ],
);

/** The beats of a lead as a person corrected them; every save is a new version, none is ever changed. */
export const corrections = pgTable(
  'corrections',
  {
    id: id(),
    recordingId: recording(),
    /** Visible to this person only, also on recordings of the library. */
    authorId: uuid('author_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    lead: text('lead').notNull(),
    /** From 1, by recording, author and lead. */
    version: integer('version').notNull(),
    /** The analysis that version 1 began with. */
    analysisId: uuid('analysis_id').references(() => analyses.id, { onDelete: 'set null' }),
    changes: jsonb('changes').$type<readonly BeatChange[]>().notNull(),
    /** Int32 sample indices after the changes. */
    beats: bytes('beats').notNull(),
    note: text('note').notNull().default(''),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('corrections_version').on(table.recordingId, table.authorId, table.lead, table.version),
    index('corrections_author').on(table.authorId),
    index('corrections_analysis').on(table.analysisId),
  ],
);

export const evaluations = pgTable(
  'evaluations',
  {
    id: id(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    jobId: job(),
    name: text('name').notNull(),
    /** What was asked for, as the contract has it. */
    request: jsonb('request').$type<unknown>().notNull(),
    modelName: text('model_name').notNull(),
    modelVersion: text('model_version').notNull(),
    /** The report without its records; null until it is done. */
    summary: jsonb('summary').$type<unknown>(),
    createdAt: moment('created_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('evaluations_owner').on(table.ownerId, table.createdAt, table.id),
    index('evaluations_job').on(table.jobId),
  ],
);

/** The score of each record, stored as it comes, so that a worker that takes over goes on where another stopped. */
export const evaluationRecords = pgTable(
  'evaluation_records',
  {
    evaluationId: uuid('evaluation_id')
      .notNull()
      .references(() => evaluations.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    recordingId: uuid('recording_id').references(() => recordings.id, { onDelete: 'set null' }),
    score: jsonb('score').$type<unknown>().notNull(),
    ecgSeconds: doublePrecision('ecg_seconds').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.evaluationId, table.position] }),
    index('evaluation_records_recording').on(table.recordingId),
  ],
);

/**
 * Models that were added to those that come with Sinode: a few hundred kilobytes each, so every process finds them. The
 * rows of removed ones stay, since their names stand on analyses: nothing else may ever go by them.
 */
export const models = pgTable(
  'models',
  {
    id: id(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    /** `model.json`, as it came. */
    card: text('card').notNull(),
    /** `model.onnx`; empty where it was removed. */
    onnx: bytes('onnx').notNull(),
    /** `parity.json`, as it came. */
    parity: text('parity').notNull(),
    /** Of the ONNX file. */
    sha256: text('sha256').notNull(),
    addedAt: moment('added_at').notNull().defaultNow(),
    /** Null for the command line. */
    addedBy: uuid('added_by').references(() => users.id, { onDelete: 'set null' }),
    removedAt: moment('removed_at'),
  },
  (table) => [uniqueIndex('models_name_version').on(table.name, table.version)],
);

/** What became the current model or the candidate beside it, when and why. Rows are added, never changed. */
export const modelEvents = pgTable('model_events', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  at: moment('at').notNull().defaultNow(),
  action: text('action', { enum: ['promoted', 'rolled-back', 'shadow-started', 'shadow-stopped'] }).notNull(),
  /** Null for the model of SINODE_MODEL, and where a shadow was stopped. */
  name: text('name'),
  version: text('version'),
  /** Of the analyses; null except where a shadow was started. */
  share: real('share'),
  reason: text('reason').notNull().default(''),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
});

/** What each process of the server answers with, as it last said. */
export const modelProcesses = pgTable('model_processes', {
  id: uuid('id').primaryKey(),
  role: text('role', { enum: ['all', 'api', 'worker'] }).notNull(),
  seenAt: moment('seen_at').notNull(),
  currentName: text('current_name').notNull(),
  currentVersion: text('current_version').notNull(),
  candidateName: text('candidate_name'),
  candidateVersion: text('candidate_version'),
  /** Why it cannot load what it should. */
  problem: text('problem'),
});

/** What a candidate found beside what the current model found. */
export const shadowComparisons = pgTable(
  'shadow_comparisons',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: moment('at').notNull().defaultNow(),
    recordingId: recording(),
    currentName: text('current_name').notNull(),
    currentVersion: text('current_version').notNull(),
    candidateName: text('candidate_name').notNull(),
    candidateVersion: text('candidate_version').notNull(),
    /** Whether the candidate could make nothing of it; the counts are then those of the current model. */
    hasFailed: boolean('has_failed').notNull(),
    both: integer('both').notNull(),
    onlyCurrent: integer('only_current').notNull(),
    onlyCandidate: integer('only_candidate').notNull(),
    currentHeartRate: doublePrecision('current_heart_rate'),
    candidateHeartRate: doublePrecision('candidate_heart_rate'),
    currentSeconds: doublePrecision('current_seconds').notNull(),
    candidateSeconds: doublePrecision('candidate_seconds').notNull(),
  },
  (table) => [
    index('shadow_comparisons_candidate').on(table.candidateName, table.candidateVersion, table.at),
    index('shadow_comparisons_at').on(table.at),
    index('shadow_comparisons_recording').on(table.recordingId),
  ],
);

/** How often what was analysed fell into which bin of a feature: counts, and nothing of anybody. */
export const inputHistograms = pgTable(
  'input_histograms',
  {
    hour: moment('hour').notNull(),
    feature: text('feature').notNull(),
    bin: integer('bin').notNull(),
    count: integer('count').notNull(),
    /** Of the values themselves, for their mean. */
    sum: doublePrecision('sum').notNull(),
  },
  (table) => [primaryKey({ columns: [table.hour, table.feature, table.bin] })],
);

/** One row: the key under which exported recordings get their names, which stay the same from export to export. */
export const pseudonymKeys = pgTable('pseudonym_keys', {
  id: integer('id').primaryKey(),
  key: bytes('key').notNull(),
});

/** One row: the id of the store that the uploads lie in, which the store knows too; none before they have met. */
export const storeIdentity = pgTable('store_identity', {
  id: integer('id').primaryKey(),
  storeId: uuid('store_id').notNull(),
});
