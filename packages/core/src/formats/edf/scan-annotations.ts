/**
 * One pass over the annotation signals of a file: when each data record begins, and what was noted.
 */
import type { ByteSource } from '../byte-source.ts';
import { CHUNK_BYTES, readExactly } from './byte-ranges.ts';
import type { EdfHeader } from './header.ts';
import { type Tal, talsIn } from './tal.ts';

/** A text that somebody or something attached to a moment. */
export interface Note {
  /** Since the start that the header gives; may be negative. */
  readonly onsetSeconds: number;
  readonly text: string;
}

export interface AnnotationScan {
  /**
   * When each scanned data record begins, since the start that the header gives; NaN where it does not say. Of a
   * continuous file, and of one without an annotation signal, the first only.
   */
  readonly onsetSeconds: Float64Array;
  readonly notes: readonly Note[];
  readonly warnings: readonly string[];
}

/** A note takes many times more memory than the two bytes that can make one, so a long file may have more of them. */
const ALWAYS_ALLOWED_NOTES = 50_000;
const FILE_BYTES_PER_NOTE = 64;

/** Longer than any data record may be (15 MiB in BDF, 61,440 bytes in EDF). */
const MAX_ANNOTATION_BYTES = 16 * 1024 * 1024;

/**
 * @param recordCount - how many data records to scan, from the first; all of them are in the file
 * @returns no onset known and no note where the file has no annotation signal
 */
export async function scanAnnotations(
  source: ByteSource,
  header: EdfHeader,
  recordCount: number,
): Promise<AnnotationScan> {
  const signals = header.signals.filter((signal) => signal.isAnnotations);
  const isTimed = header.isDiscontinuous && signals.length > 0;
  const onsetSeconds = new Float64Array(isTimed ? recordCount : 1).fill(Number.NaN);
  const notes: Note[] = [];
  const warnings: string[] = [];
  if (signals.length === 0) return { onsetSeconds, notes, warnings };

  // The stretch of a record that has all annotation signals in it; they nearly always stand side by side.
  const first = signals[0].offsetInRecord;
  const last = signals[signals.length - 1];
  const stretchBytes = last.offsetInRecord + last.bytesInRecord - first;
  if (stretchBytes > MAX_ANNOTATION_BYTES) {
    warnings.push(
      `Annotations were not read: they are spread over ${stretchBytes} bytes of each data record.`,
    );
    return { onsetSeconds, notes, warnings };
  }

  const mostNotes = Math.max(ALWAYS_ALLOWED_NOTES, Math.floor(source.size / FILE_BYTES_PER_NOTE));
  let malformed = 0;
  let surplus = 0;
  const scanTal = (tal: Tal) => {
    for (const text of tal.texts) {
      if (text === '') continue;
      if (notes.length < mostNotes) notes.push({ onsetSeconds: tal.onsetSeconds, text });
      else surplus++;
    }
  };
  const scanRecord = (record: number, stretch: Uint8Array) => {
    for (const signal of signals) {
      const start = signal.offsetInRecord - first;
      const bytes = stretch.subarray(start, start + signal.bytesInRecord);
      // The very first list, when it begins with an empty text, says when the record begins.
      let mayBeTime = signal === signals[0] && bytes[0] !== 0;
      for (const tal of talsIn(bytes)) {
        if (tal === null) malformed++;
        else scanTal(tal);
        if (mayBeTime && record < onsetSeconds.length && tal?.texts[0] === '')
          onsetSeconds[record] = tal.onsetSeconds;
        mayBeTime = false;
      }
    }
  };

  const { headerBytes, recordBytes } = header;
  const recordsPerChunk = Math.max(1, Math.floor((CHUNK_BYTES - stretchBytes) / recordBytes) + 1);
  for (let record = 0; record < recordCount; record += recordsPerChunk) {
    const count = Math.min(recordsPerChunk, recordCount - record);
    const start = headerBytes + record * recordBytes + first;
    const chunk = await readExactly(source, start, (count - 1) * recordBytes + stretchBytes);
    for (let i = 0; i < count; i++) scanRecord(record + i, chunk.subarray(i * recordBytes));
  }

  if (malformed > 0) warnings.push(`${malformed} malformed annotation lists were left out.`);
  if (surplus > 0) warnings.push(`${surplus} annotations after the first ${mostNotes} were left out.`);
  return { onsetSeconds, notes, warnings };
}
