/**
 * The beats that people corrected, as a data set to train on: of those who said that they may be used, the latest version
 * of each lead. Nothing in it tells whose a recording is: no names, notes, file names or times.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beatAnnotations, EcgError, selectLead, writeWfdb } from '@sinode/core';
import { openFile } from '@sinode/core/node';
import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { audit } from '../accounts/audit.ts';
import { COMMAND_LINE } from '../accounts/users.ts';
import { samplesFromBytes } from '../analyses/stored-numbers.ts';
import type { Database } from '../database/connect.ts';
import { corrections, pseudonymKeys, recordings, users } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
import { type RecordingPlaces, recordingFile } from '../recordings/find-recording.ts';

export interface ExportedCorrections {
  readonly records: number;
  /** Whose recordings they are. */
  readonly people: number;
  readonly beats: number;
  readonly seconds: number;
  /** Leads that cannot be read any more. */
  readonly unreadable: number;
}

export interface ExportOptions {
  readonly db: Database;
  readonly places: RecordingPlaces;
  /** Must be empty, or not there. */
  readonly folder: string;
  /** Told after each record. */
  readonly onRecord?: (done: number, total: number) => void;
}

/** A file may call a lead by anything, also by a person's name. */
const LEAD_NAME = /^(i|ii|iii|avr|avl|avf|v[1-9]|v[3-9]r|mlii|mli|mliii|mv[1-6]|ecg\d{0,2}|[xyz])$/i;
const ANY_LEAD = 'ECG';

const LICENCE =
  'For training models by the operator of the server that it comes from. It is not public, and whose recordings they are agreed to nothing else.';
const CONSENT =
  'Each person switched on "use my corrections to train models" in their account. Make a new export before each training: what somebody switched off since is not in it.';

/**
 * @throws Problem 409 for a folder that is not empty
 */
export async function exportCorrections({
  db,
  places,
  folder,
  onRecord = () => {},
}: ExportOptions): Promise<ExportedCorrections> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new Problem(409, 'CONFLICT', `${folder} is not empty: what somebody withdrew could stay in it.`);
  }
  const latest = await agreedCorrections(db);
  const key = await pseudonymKey(db);
  const people = new Set<string>();
  const models = new Set<string>();
  let [records, beats, seconds, unreadable] = [0, 0, 0, 0];
  for (const [index, { id, authorId, lead, recording }] of latest.entries()) {
    const recordName = `c${createHmac('sha256', key).update(`${recording.id} ${authorId} ${lead}`).digest('hex').slice(0, 16)}`;
    const samples = await readLead(recording, lead, places);
    const corrected = await beatsOf(db, id);
    if (samples === null || corrected === null) {
      unreadable++;
    } else {
      const { samplingRate } = recording;
      const name = LEAD_NAME.test(lead) ? lead : ANY_LEAD;
      const files = writeWfdb({ recordName, leads: [{ name, samples }], samplingRate });
      files.push({ name: `${recordName}.atr`, bytes: beatAnnotations(corrected.beats, samplingRate) });
      for (const file of files) await writeFile(join(folder, file.name), file.bytes, { mode: 0o600 });
      people.add(authorId);
      if (corrected.model !== null) models.add(corrected.model);
      records++;
      beats += corrected.beats.length;
      seconds += samples.length / samplingRate;
    }
    onRecord(index + 1, latest.length);
  }
  const exported = { records, people: people.size, beats, seconds, unreadable };
  await writeManifest(folder, exported, [...models].sort());
  await audit(db, { ...COMMAND_LINE, action: 'corrections.exported', target: `${records} records` });
  return exported;
}

/** The latest version of each lead, of each person who agreed. */
function agreedCorrections(db: Database) {
  return db
    .selectDistinctOn([corrections.recordingId, corrections.authorId, corrections.lead], {
      id: corrections.id,
      authorId: corrections.authorId,
      lead: corrections.lead,
      recording: recordings,
    })
    .from(corrections)
    .innerJoin(recordings, eq(recordings.id, corrections.recordingId))
    .innerJoin(users, eq(users.id, corrections.authorId))
    .where(
      and(
        eq(users.sharesCorrections, true),
        or(isNull(recordings.ownerId), eq(recordings.ownerId, corrections.authorId)),
      ),
    )
    .orderBy(corrections.recordingId, corrections.authorId, corrections.lead, desc(corrections.version));
}

/** One at a time: a day of beats has 400 kB. */
async function beatsOf(db: Database, correctionId: string) {
  const found = await db.query.corrections.findFirst({
    columns: { beats: true, analysisId: true },
    where: eq(corrections.id, correctionId),
  });
  if (found === undefined) return null;
  const analysis =
    found.analysisId === null
      ? undefined
      : await db.query.analyses.findFirst({
          columns: { modelName: true, modelVersion: true },
          where: (table) => eq(table.id, found.analysisId ?? ''),
        });
  const model = analysis === undefined ? null : `${analysis.modelName}@${analysis.modelVersion}`;
  return { beats: samplesFromBytes(found.beats), model };
}

/** @returns null where the file is gone, or is not what it was */
async function readLead(
  recording: typeof recordings.$inferSelect,
  lead: string,
  places: RecordingPlaces,
): Promise<Float32Array | null> {
  const { givenSamplingRate } = recording;
  const options = givenSamplingRate === null ? {} : { samplingRate: givenSamplingRate };
  try {
    const file = await recordingFile(recording, places);
    const { reader, close } = await openFile(file, options);
    try {
      if (reader.sampleCount !== recording.sampleCount) return null;
      return await reader.read(selectLead(reader.leads, lead), 0, reader.sampleCount);
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof EcgError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

/** Made at the first export and kept, so that a recording has the same name in each. */
async function pseudonymKey(db: Database): Promise<Uint8Array> {
  await db
    .insert(pseudonymKeys)
    .values({ id: 1, key: randomBytes(32) })
    .onConflictDoNothing();
  const [row] = await db.select().from(pseudonymKeys);
  if (row === undefined) throw new Error('there is no key for pseudonyms');
  return row.key;
}

async function writeManifest(
  folder: string,
  { records, people, beats, seconds, unreadable }: ExportedCorrections,
  startedFrom: readonly string[],
): Promise<void> {
  const manifest = {
    schemaVersion: 1,
    kind: 'sinode-corrections',
    date: new Date().toISOString().slice(0, 10),
    records,
    people,
    beats,
    hours: Number((seconds / 3600).toFixed(3)),
    unreadable,
    /** Whose beats people began with. */
    models: startedFrom,
    licence: LICENCE,
    consent: CONSENT,
    evaluate: 'sinode evaluate DIR --protocol ec57',
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
}
