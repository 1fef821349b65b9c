/** Changes of an EDF or BDF file: of the header's fields, of which signals there are, of the lists of annotations. */
import { mutateBytes } from './bytes.ts';
import type { Mutation } from './mutation.ts';

const FIXED_BYTES = 256;
/** Widths of the fields that every signal has, in the order of the header. */
const SIGNAL_FIELDS = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];
const [LABEL, , UNIT] = SIGNAL_FIELDS.keys();
/** Offset and width of the fields that every file has. */
const FIXED_FIELDS = [
  [0, 8],
  [8, 80],
  [88, 80],
  [168, 8],
  [176, 8],
  [184, 8],
  [192, 44],
  [236, 8],
  [244, 8],
  [252, 4],
] as const;

const TEXTS = [
  '0',
  '1',
  '-1',
  '2',
  '100',
  '250',
  '256',
  '512',
  '768',
  '-32768',
  '32767',
  '-8388608',
  '8388607',
  '99999999',
  '0.0001',
  '1e-9',
  '1e308',
  '-1e308',
  '1e9',
  '1e38',
  '9e37',
  '0,5',
  '.',
  '',
  'EDF+D',
  'EDF+C',
  'BDF+D',
  'ECG II',
  'EDF Annotations',
  'BDF Annotations',
  'uV',
  'mV',
  'V',
  'nV',
  'mmHg',
  '\xb5V',
  '31.12.84',
  '01.01.85',
  '23.59.59',
  '99.99.99',
  'Startdate 02-MAR-2002 X X X',
  'Startdate X X X X',
  'Startdate 31-FEB-0000',
];
const LISTS = [
  '+0\x14\x14\0',
  '+1\x14\x14\0',
  '-1\x14\x14\0',
  '+0.5\x14\x14N\x14\0',
  '+1e9\x14\x14\0',
  '+2678400\x14\x14\0',
  '+3\x152\x14beat\x14pause\x14\0',
  '+99999999999999999999\x14x\x14\0',
  '+0\x14\0',
  '\x14\x14',
  '+2\x14\x14',
];

export function mutateEdf(input: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  if (input.length < FIXED_BYTES || random.chance(0.3)) return mutateBytes(input, mutation);
  const bytes = Buffer.from(input);
  const claimed = Math.floor(Number(bytes.toString('latin1', 252, 256))) || 0;
  const signalCount = Math.min(Math.max(0, claimed), Math.floor(input.length / FIXED_BYTES) - 1);
  switch (below(6)) {
    case 0: {
      const [offset, width] = random.pick(FIXED_FIELDS);
      return written(bytes, offset, width, textFor(mutation));
    }
    case 1:
    case 2: {
      if (signalCount === 0) return mutateBytes(input, mutation);
      const field = random.chance(0.3) ? random.pick([LABEL, UNIT]) : below(SIGNAL_FIELDS.length);
      const start = SIGNAL_FIELDS.slice(0, field).reduce((sum, width) => sum + width, 0);
      const width = SIGNAL_FIELDS[field];
      const offset = FIXED_BYTES + start * signalCount + below(signalCount) * width;
      return written(bytes, offset, width, textFor(mutation));
    }
    case 3: {
      const list = Buffer.from(random.pick(LISTS), 'latin1');
      const data = FIXED_BYTES * (signalCount + 1);
      const at = data + below(Math.max(1, bytes.length - data));
      return Uint8Array.from(Buffer.concat([bytes.subarray(0, at), list, bytes.subarray(at + list.length)]));
    }
    case 4:
      return withSignal(bytes, signalCount, mutation);
    default: {
      // More or fewer records, and a header that says so.
      const data = bytes.subarray(FIXED_BYTES * (signalCount + 1));
      const cut = Buffer.concat([bytes, data.subarray(0, below(data.length + 1))]);
      const count = random.pick(['-1', '1', '2', '3', '4', '5', '8']);
      return written(cut, 236, 8, count).slice(0, mutation.maxBytes);
    }
  }
}

function textFor({ random, below, words }: Mutation): string {
  if (random.chance(0.15) && words.length > 0) return Buffer.from(random.pick(words)).toString('latin1');
  return random.chance(0.3) ? String(below(1000) - 200) : random.pick(TEXTS);
}

function written(bytes: Buffer, offset: number, width: number, text: string): Uint8Array {
  const changed = Buffer.from(bytes);
  changed.write(text.padEnd(width).slice(0, width), offset, 'latin1');
  return Uint8Array.from(changed);
}

/** One signal less, or one more like another, with a header of the right size; the data stays as it is. */
function withSignal(bytes: Buffer, signalCount: number, { random, below, maxBytes }: Mutation): Uint8Array {
  const at = below(Math.max(1, signalCount));
  const isMore = signalCount === 0 || random.chance(0.6);
  const copies = isMore && random.chance(0.1) ? 1 + below(20) : 1;
  const count = signalCount + (isMore ? copies : -1);
  const parts = [Buffer.from(bytes.subarray(0, FIXED_BYTES))];
  parts[0].write(String(FIXED_BYTES * (count + 1)).padEnd(8), 184, 'latin1');
  parts[0].write(String(count).padEnd(4), 252, 'latin1');
  let start = FIXED_BYTES;
  for (const width of SIGNAL_FIELDS) {
    const fields = Array.from({ length: signalCount }, (_, i) =>
      bytes.subarray(start + i * width, start + (i + 1) * width),
    );
    const field = fields[at] ?? Buffer.alloc(width, ' ');
    const added = isMore ? new Array<typeof field>(copies).fill(field) : [];
    parts.push(...fields.toSpliced(at, isMore ? 0 : 1, ...added).map((each) => Buffer.from(each)));
    start += width * signalCount;
  }
  return Uint8Array.from(Buffer.concat([...parts, bytes.subarray(start)]).subarray(0, maxBytes));
}
