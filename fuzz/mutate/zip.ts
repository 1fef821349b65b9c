/** Changes of a zip: of what its directory says, of the names and the files in it. */
import { inflateRawSync } from 'node:zlib';
import { buildZip, type ZipEntry } from '../../packages/api/src/recordings/testing/build-zip.ts';
import { mutateBytes } from './bytes.ts';
import type { Mutation } from './mutation.ts';

const MOST_INFLATED_BYTES = 2 ** 20;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;

const NAMES = [
  'a.hea',
  'a.dat',
  'b.hea',
  '../a.hea',
  '/etc/a',
  'a\\b',
  'x/a.hea',
  'x/',
  '__MACOSX/._a.hea',
  '.DS_Store',
  '.a',
  'con.dat',
  'A.HEA',
  'a'.repeat(300),
  'a\u202e.dat',
  '',
  ' a',
  'a.',
  'ä.dat',
  'a\u0308.dat',
];

export function mutateZip(input: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  const entries = random.chance(0.4) ? [] : entriesOf(Buffer.from(input));
  if (entries.length === 0) return mutateBytes(input, mutation);
  const at = below(entries.length);
  return Uint8Array.from(buildZip(changed()).subarray(0, mutation.maxBytes));

  function changed(): ZipEntry[] {
    const entry = entries[at];
    switch (below(8)) {
      case 0:
        return entries.toSpliced(at, 1);
      case 1:
        return [...entries, random.pick([entry, ...entriesOf(Buffer.from(mutation.other()))])];
      case 2:
        return entries.with(at, { ...entry, name: random.pick(NAMES) });
      case 3:
        return entries.with(at, { ...entry, isStored: entry.isStored !== true });
      case 4:
        return entries.with(at, {
          ...entry,
          claimedBytes: random.pick([0, 1, entry.data.length + 1, 0xffffffff]),
        });
      case 5:
        return entries.with(at, { ...entry, flags: 1 << below(12), claimedCrc: below(2 ** 32) });
      case 6:
        return entries.with(at, { ...entry, mode: random.pick([0o120777, 0o060000, 0o040755, 0, 0o100000]) });
      default:
        return entries.with(at, { ...entry, data: mutateBytes(entry.data, mutation) });
    }
  }
}

/** Of a directory that is in order; none of one that is not. */
function entriesOf(zip: Buffer): ZipEntry[] {
  try {
    const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    const count = zip.readUInt16LE(end + 10);
    let at = zip.readUInt32LE(end + 16);
    const entries: ZipEntry[] = [];
    for (let i = 0; i < count; i++) {
      if (zip.readUInt32LE(at) !== CENTRAL) return [];
      const isStored = zip.readUInt16LE(at + 10) === 0;
      const packedBytes = zip.readUInt32LE(at + 20);
      const nameBytes = zip.readUInt16LE(at + 28);
      const local = zip.readUInt32LE(at + 42);
      const name = zip.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
      const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26);
      const packed = zip.subarray(start, start + packedBytes);
      const data = isStored ? packed : inflateRawSync(packed, { maxOutputLength: MOST_INFLATED_BYTES });
      entries.push({ name, data, isStored, mode: (zip.readUInt32LE(at + 38) >>> 16) & 0xffff });
      at += CENTRAL_BYTES + nameBytes;
    }
    return entries;
  } catch {
    return [];
  }
}
