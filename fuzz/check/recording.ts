/** What every recording keeps, whatever file it came from. */
import type { RecordingReader } from '../../packages/core/src/recording/recording.ts';
import { selectLead } from '../../packages/core/src/recording/select-lead.ts';
import { promised } from './finding.ts';
import { requireSentence, unlessRefused } from './refusal.ts';

/** A file may claim a month of gaps: nobody reads more than this at a time. */
const PIECE_SAMPLES = 4096;
const MOST_LEADS_READ = 3;
/** Beats are kept as 32-bit indices. */
const MOST_SAMPLES = 2 ** 53;
const LONGEST_NAME = 200;
const CONTROL = /\p{Cc}/u;

/**
 * @param mostSamples - finite ones that the bytes can hold
 * @throws Finding for a promise that is broken, and what the reader throws besides refusals
 */
export async function checkRecording(reader: RecordingReader, mostSamples: number): Promise<void> {
  const { leads, samplingRate, sampleCount, startTime, warnings, annotations } = reader;
  promised(leads.length > 0, 'A recording has a lead.');
  promised(samplingRate > 0 && Number.isFinite(samplingRate), `A rate of ${samplingRate} Hz is none.`);
  promised(
    Number.isInteger(sampleCount) && sampleCount >= 0 && sampleCount <= MOST_SAMPLES,
    `${sampleCount} is no number of samples.`,
  );
  promised(startTime === null || !Number.isNaN(startTime.getTime()), 'A start time is a time, or null.');

  const names = leads.map(({ name }) => name);
  promised(new Set(names).size === names.length, 'The names of leads differ.');
  for (const { name, unit } of leads) {
    for (const text of [name, unit ?? 'mV']) {
      const isFit = text !== '' && text.length <= LONGEST_NAME && !CONTROL.test(text);
      promised(isFit, `A lead is called, or is in ${JSON.stringify(text.slice(0, 300))}.`);
    }
  }
  await unlessRefused(() => selectLead(leads, 'no lead has this name'));

  for (const warning of warnings) requireSentence(warning, 'A warning');
  let previous = 0;
  for (const { sample } of annotations) {
    promised(
      Number.isInteger(sample) && sample >= previous && sample < sampleCount,
      `An annotation is at sample ${sample} of ${sampleCount}, after one at ${previous}.`,
    );
    previous = sample;
  }

  let finite = 0;
  for (const lead of someOf(leads.length)) finite += await checkSamples(reader, lead);
  promised(finite <= mostSamples, `${finite} samples came out of bytes that hold ${mostSamples}.`);
}

/** The first, a middle one and the last. */
function someOf(count: number): number[] {
  return count <= MOST_LEADS_READ ? [...new Array(count).keys()] : [0, count >> 1, count - 1];
}

/** @returns how many samples are finite among those looked at */
async function checkSamples(reader: RecordingReader, lead: number): Promise<number> {
  const { sampleCount } = reader;
  let finite = 0;
  for (const [start, end] of edgesOf(sampleCount)) {
    const length = end - start;
    const whole = await unlessRefused(() => reader.read(lead, start, start + length));
    if (whole === null) return finite;
    promised(whole.length === length, `${whole.length} samples came where ${length} were asked for.`);
    for (const value of whole) {
      promised(!Number.isFinite(value) === Number.isNaN(value), `A sample is ${value} and not NaN.`);
      if (Number.isFinite(value)) finite++;
    }
    // Cut where nothing begins, so that a piece starts within a group, a block and a row.
    for (const cut of new Set([0, Math.floor(length / 3), Math.floor(length * 0.77), length])) {
      const parts = [
        await reader.read(lead, start, start + cut),
        await reader.read(lead, start + cut, start + length),
      ];
      requireSame(whole, parts);
    }
  }
  return finite;
}

/** The beginning and the end, without what is in both. */
function edgesOf(sampleCount: number): [start: number, end: number][] {
  if (sampleCount <= PIECE_SAMPLES) return [[0, sampleCount]];
  return [
    [0, PIECE_SAMPLES],
    [Math.max(PIECE_SAMPLES, sampleCount - PIECE_SAMPLES), sampleCount],
  ];
}

function requireSame(whole: Float32Array, parts: readonly Float32Array[]): void {
  let at = 0;
  for (const part of parts) {
    for (const value of part) {
      promised(
        Object.is(value, whole[at]) || value === whole[at],
        `Sample ${at} is ${whole[at]} when read whole and ${value} when read in pieces.`,
      );
      at++;
    }
  }
  promised(at === whole.length, `${at} samples came in pieces, ${whole.length} at once.`);
}
