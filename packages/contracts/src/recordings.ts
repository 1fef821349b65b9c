import { z } from 'zod';
import { AnalysisItem } from './analyses.ts';
import { SamplingRateHz } from './analysis.ts';
import { fromText, quantity } from './numeric.ts';

const LONGEST_NAME = 200;
const LONGEST_NOTE = 10_000;
const LONGEST_TAG = 50;
const MOST_TAGS = 20;

/** No control characters, but for line ends and tabs where they make sense; written so that every language reads it. */
const ONE_LINE = /^[ -~\u00a0-\uffff]*$/;
const LINES = /^[ -~\u00a0-\uffff\n\r\t]*$/;

const RecordingName = z
  .string()
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(LONGEST_NAME, { error: `must have at most ${LONGEST_NAME} characters` })
  .regex(ONE_LINE, { error: 'must not have control characters' })
  .describe('What the recording is called');

const Note = z
  .string()
  .max(LONGEST_NOTE, { error: `must have at most ${LONGEST_NOTE} characters` })
  .regex(LINES, { error: 'must not have control characters' })
  .describe('Free text');

export const Tag = z
  .string()
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(LONGEST_TAG, { error: `must have at most ${LONGEST_TAG} characters` })
  .regex(ONE_LINE, { error: 'must not have control characters' })
  .regex(/^[^,]*$/, { error: 'must not have a comma' })
  .describe('A word or two to find the recording by');

const Tags = z
  .array(Tag)
  .max(MOST_TAGS, { error: `must be at most ${MOST_TAGS}` })
  .describe('To find the recording by; each once');

const GivenSamplingRate = SamplingRateHz.describe(
  'Hz; for MATLAB, CSV and JSON, where it wins over what the file says. WFDB and EDF carry their own',
);

/** The fields that come with the files of an upload. */
export const UploadFields = z.strictObject({
  name: RecordingName.optional().describe('What to call the recording; without it the name of the file'),
  note: Note.optional(),
  tags: Tags.optional().describe('Several fields, or one with commas between the tags'),
  samplingRate: GivenSamplingRate.optional(),
});
export type UploadFields = z.infer<typeof UploadFields>;

/** What can be changed of a recording; what is left out stays. */
export const RecordingChange = z
  .strictObject({ name: RecordingName.optional(), note: Note.optional(), tags: Tags.optional() })
  .meta({ id: 'RecordingChange', examples: [{ name: 'Night, Holter', tags: ['holter', 'sleep'] }] });
export type RecordingChange = z.infer<typeof RecordingChange>;

export const RecordingLead = z.object({
  name: z.string().describe('As named in the file'),
  unit: z.string().nullable().describe('As written in the file; null where it says none and mV is assumed'),
  gapSeconds: z.number().describe('How much of the lead has no valid sample'),
  minMv: z.number().nullable().describe('mV; null where no sample is valid'),
  maxMv: z.number().nullable().describe('mV; null where no sample is valid'),
});

export const RecordingFile = z.object({
  name: z.string(),
  sizeBytes: z.number(),
  sha256: z.string().describe('Of the bytes as they are stored'),
});

/** What a list of recordings shows of an analysis. */
const LatestAnalysis = z
  .object({ id: AnalysisItem.shape.id, ...AnalysisItem.shape.result.unwrap().shape })
  .nullable()
  .describe('The newest analysis that is done, by whatever model; null where there is none');

export const Recording = z
  .object({
    id: z.uuid(),
    source: z.enum(['mine', 'library']).describe('library: readable by all who are signed in'),
    dataSet: z
      .string()
      .nullable()
      .describe('The folder of the library that it belongs to; null for an upload'),
    name: z.string(),
    note: z.string(),
    tags: z.array(z.string()),
    format: z.string().describe('mat, wfdb, edf, bdf, csv or json'),
    samplingRate: z.number().describe('Hz'),
    givenSamplingRate: z.number().nullable().describe('Hz, where it was given with the upload'),
    sampleCount: z.number().describe('Samples of each lead'),
    durationSeconds: z.number(),
    startTime: z.iso.datetime().nullable().describe('Where the file tells it'),
    leads: z.array(RecordingLead),
    warnings: z.array(z.string()).describe('What had to be assumed or left out to read it'),
    files: z.array(RecordingFile),
    mainFile: z.string().describe('The file that it is opened by'),
    sha256: z
      .string()
      .describe('Of the file or, of several, of the lines "<sha256>  <name>\\n" in the order of the names'),
    sizeBytes: z.number().describe('Of all files'),
    analysis: LatestAnalysis,
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Recording',
    description: 'An ECG recording',
    examples: [
      {
        id: '0b9cbb5e-3c0b-4d8e-9f43-2a1f4a3c0c11',
        source: 'mine',
        dataSet: null,
        name: 'Night, Holter',
        note: '',
        tags: ['holter', 'sleep'],
        format: 'edf',
        samplingRate: 250,
        givenSamplingRate: null,
        sampleCount: 7_200_000,
        durationSeconds: 28_800,
        startTime: '2026-01-31T22:00:00.000Z',
        leads: [{ name: 'II', unit: 'mV', gapSeconds: 12.5, minMv: -0.9, maxMv: 1.7 }],
        warnings: [],
        files: [
          {
            name: 'night.edf',
            sizeBytes: 14_400_512,
            sha256: 'a3f5b1c09d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a',
          },
        ],
        mainFile: 'night.edf',
        sha256: 'a3f5b1c09d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a',
        sizeBytes: 14_400_512,
        analysis: {
          id: '7c1e9a52-6d3b-4f80-92c4-1b0a9f8e7d6c',
          lead: 'II',
          beatCount: 31_204,
          heartRate: 65.2,
          quality: 'good',
        },
        createdAt: '2026-02-01T07:30:00.000Z',
      },
    ],
  });
export type Recording = z.infer<typeof Recording>;

const SearchText = (description: string) =>
  z
    .string()
    .max(LONGEST_NAME)
    .regex(ONE_LINE, { error: 'must not have control characters' })
    .optional()
    .describe(description);

const Seconds = (description: string) =>
  fromText(
    quantity('seconds')
      .min(0, { error: 'must be at least 0 s' })
      .max(1e9, { error: 'must be at most 1e9 s' }),
  )
    .optional()
    .describe(description);

/** Which recordings a list shows, and in which order. */
export const RecordingFilter = z.object({
  source: z.enum(['all', 'mine', 'library']).default('all'),
  q: SearchText('Found anywhere in name, note or a tag; capital and small letters are the same'),
  tag: SearchText('Has exactly this tag'),
  format: z.enum(['mat', 'wfdb', 'edf', 'bdf', 'csv', 'json']).optional(),
  dataSet: SearchText('Belongs to this folder of the library; `.` is the library itself'),
  minSeconds: Seconds('Lasts at least so long'),
  maxSeconds: Seconds('Lasts at most so long'),
  sort: z.enum(['newest', 'oldest', 'name', 'longest']).default('newest'),
});
export type RecordingFilter = z.infer<typeof RecordingFilter>;

/** The beats that people marked, for a viewer to lay over those that were found. */
export const ReferenceBeats = z
  .object({
    annotators: z.array(z.string()).describe('Whose beats there are; empty where nobody marked any'),
    annotator: z.string().nullable().describe('Whose beats these are; null where nobody marked any'),
    samplingRate: z.number().positive().describe('Hz; of the recording'),
    beats: z.array(z.int().nonnegative()).describe('Ascending sample indices of the recording'),
    excluded: z
      .array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() }))
      .describe(
        'Ventricular flutter, in which there are no beats to mark: from the sample `start` to before `end`',
      ),
  })
  .meta({
    id: 'ReferenceBeats',
    examples: [
      {
        annotators: ['atr', 'qrs'],
        annotator: 'atr',
        samplingRate: 360,
        beats: [77, 370, 662],
        excluded: [],
      },
    ],
  });
export type ReferenceBeats = z.infer<typeof ReferenceBeats>;
