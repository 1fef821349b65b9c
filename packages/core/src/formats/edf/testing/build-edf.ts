/**
 * EDF and BDF files made by hand, field by field.
 */

export interface SignalFixture {
  readonly label: string;
  readonly unit?: string;
  /** Physical minimum and maximum. @default as the digital ones, so that stored integers are physical values */
  readonly physical?: readonly [number | string, number | string];
  /** Digital minimum and maximum. @default all that the format can store */
  readonly digital?: readonly [number | string, number | string];
  readonly samplesPerRecord: number;
  /** Stored integers, one record after another; zeros where there are not enough. */
  readonly stored?: readonly number[];
  /** Annotation lists instead of integers, one text per record. */
  readonly tals?: readonly string[];
}

export interface EdfFixture {
  readonly format?: 'edf' | 'bdf';
  /** The reserved field: `EDF+C`, `EDF+D` … */
  readonly reserved?: string;
  readonly recording?: string;
  readonly startDate?: string;
  readonly startTime?: string;
  readonly recordCount: number;
  readonly recordSeconds?: number | string;
  readonly signals: readonly SignalFixture[];
}

/** Onset, texts and the marks between them. */
export function tal(onset: string, ...texts: string[]): string {
  return `${onset}\x14${texts.map((text) => `${text}\x14`).join('')}\0`;
}

export function buildEdf(fixture: EdfFixture): Uint8Array {
  const { format = 'edf', recordCount, signals } = fixture;
  const bytesPerSample = format === 'bdf' ? 3 : 2;
  const limit = 2 ** (8 * bytesPerSample - 1);

  const fields: [number, string | number][] = [
    [8, format === 'bdf' ? '\xffBIOSEMI' : '0'],
    [80, 'X X X X'],
    [80, fixture.recording ?? ''],
    [8, fixture.startDate ?? '02.03.21'],
    [8, fixture.startTime ?? '10.20.30'],
    [8, 256 * (signals.length + 1)],
    [44, fixture.reserved ?? ''],
    [8, recordCount],
    [8, fixture.recordSeconds ?? 1],
    [4, signals.length],
  ];
  const digital = (signal: SignalFixture) => signal.digital ?? [-limit, limit - 1];
  const physical = (signal: SignalFixture) => signal.physical ?? digital(signal);
  const forEachSignal = (width: number, value: (signal: SignalFixture) => string | number) => {
    for (const signal of signals) fields.push([width, value(signal)]);
  };
  forEachSignal(16, (signal) => signal.label);
  forEachSignal(80, () => '');
  forEachSignal(8, (signal) => signal.unit ?? '');
  forEachSignal(8, (signal) => physical(signal)[0]);
  forEachSignal(8, (signal) => physical(signal)[1]);
  forEachSignal(8, (signal) => digital(signal)[0]);
  forEachSignal(8, (signal) => digital(signal)[1]);
  forEachSignal(80, () => '');
  forEachSignal(8, (signal) => signal.samplesPerRecord);
  forEachSignal(32, () => '');

  const bytes = fields.flatMap(([width, value]) => latin1(String(value).padEnd(width)));
  for (let record = 0; record < recordCount; record++) {
    for (const { samplesPerRecord, stored = [], tals } of signals) {
      if (tals === undefined) {
        for (let i = 0; i < samplesPerRecord; i++) {
          const value = stored[record * samplesPerRecord + i] ?? 0;
          for (let byte = 0; byte < bytesPerSample; byte++) bytes.push((value >> (8 * byte)) & 0xff);
        }
      } else {
        const text = [...new TextEncoder().encode(tals[record] ?? '')];
        while (text.length < samplesPerRecord * bytesPerSample) text.push(0);
        bytes.push(...text);
      }
    }
  }
  return Uint8Array.from(bytes);
}

/** The same file with other text in one place; `length` characters, padded with blanks. */
export function withField(bytes: Uint8Array, offset: number, length: number, text: string): Uint8Array {
  const changed = bytes.slice();
  changed.set(latin1(text.padEnd(length)), offset);
  return changed;
}

function latin1(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
