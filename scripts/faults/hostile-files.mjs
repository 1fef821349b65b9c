/** Files that somebody sends who means no good, or whose disk is broken: each is read or refused, and costs nobody else. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { synthesizeRecording, writeMat, writeWfdb } from '@sinode/core';

const RATE = 250;
const text = (content) => new TextEncoder().encode(content);

const { leads } = synthesizeRecording({
  seed: 7,
  durationSeconds: 10,
  samplingRate: RATE,
  leads: ['II'],
}).recording;
const [{ samples }] = leads;
const MAT = writeMat([{ name: 'ecg', rows: samples.length, columns: 1, values: samples }]);
const WFDB = writeWfdb({ recordName: 'h', leads, samplingRate: RATE });
const CSV = text(`time,II (mV)\n${Array.from(samples, (mv, i) => `${i / RATE},${mv}`).join('\n')}\n`);
const JSON_FILE = text(JSON.stringify({ samplingRate: RATE, leads: { II: Array.from(samples) } }));

/** Sound files, to be damaged. */
const SOUND = [
  [{ name: 'h.mat', bytes: MAT }],
  WFDB,
  [{ name: 'h.csv', bytes: CSV }],
  [{ name: 'h.json', bytes: JSON_FILE }],
  [{ name: 'h.zip', bytes: zip('h.mat', MAT) }],
];

const BOMBS = [
  // 200 MB of zeros in 200 kB.
  () => [{ name: 'bomb.zip', bytes: zip('h.csv', new Uint8Array(200_000_000)) }],
  () => [{ name: 'bomb.mat', bytes: compressedMat(new Uint8Array(100_000_000)) }],
  () => [{ name: 'slip.zip', bytes: zip('../../../../tmp/slip.csv', CSV) }],
  () => [{ name: 'inner.zip', bytes: zip('inner.zip', zip('h.mat', MAT)) }],
  // More samples than there are atoms to write them with.
  () => [
    { name: 'h.hea', bytes: text('h 1 250 9007199254740991\nh.dat 16 200 16 0 0 0 0 II\n') },
    { name: 'h.dat', bytes: WFDB[1].bytes },
  ],
  () => [{ name: 'h.hea', bytes: text('h 1 250 1000\n/etc/passwd 16 200 16 0 0 0 0 II\n') }],
  () => [{ name: 'h.hea', bytes: text(`h/4000000 1 250 1000\n${'h 10\n'.repeat(100_000)}`) }],
  () => [{ name: 'h.edf', bytes: text(`0${' '.repeat(183)}${'9'.repeat(72)}`) }],
  () => [{ name: 'h.json', bytes: text('['.repeat(2_000_000)) }],
  () => [
    { name: 'h.json', bytes: text(`{"samplingRate":1e308,"leads":{"II":[${'1e999,'.repeat(50_000)}1]}}`) },
  ],
  () => [{ name: 'h.csv', bytes: text(`time,II\n${','.repeat(2_000_000)}`) }],
  () => [{ name: 'h.csv', bytes: text(`${'"'.repeat(1_000_001)}\n1,2`) }],
  () => [{ name: 'h.mat', bytes: new Uint8Array(0) }],
  () => [{ name: '../../h.mat', bytes: MAT }],
  () => [{ name: 'h\u0000.mat', bytes: MAT }],
];
const made = new Map();

/** @param random - gives numbers from 0 to 1 */
export function hostileFiles(random) {
  if (random() < 0.2) {
    const bomb = BOMBS[Math.floor(random() * BOMBS.length)];
    if (!made.has(bomb)) made.set(bomb, bomb());
    return made.get(bomb);
  }
  const sound = SOUND[Math.floor(random() * SOUND.length)];
  const damaged = Math.floor(random() * sound.length);
  return sound.map((file, index) =>
    index === damaged ? { ...file, bytes: damage(file.bytes, random) } : file,
  );
}

/** As in the tests of the formats: bytes changed, cut off, put in; half of it at the front, where headers are. */
function damage(bytes, random) {
  let result = bytes;
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
    const at = Math.floor(random() * (random() < 0.5 ? 0.05 : 1) * result.length);
    const kind = random();
    if (kind < 0.6) result = result.with(at, Math.floor(random() * 256));
    else if (kind < 0.8) result = result.slice(0, Math.max(1, at));
    else {
      const inserted = Uint8Array.from({ length: 1 + Math.floor(random() * 8) }, () => random() * 256);
      result = Uint8Array.from(Buffer.concat([result.subarray(0, at), inserted, result.subarray(at)]));
    }
  }
  return result;
}

/** A Level 5 file with one compressed element. */
function compressedMat(content) {
  const header = writeMat([]);
  const packed = deflateSync(content);
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(15, 0);
  tag.writeUInt32LE(packed.length, 4);
  return Uint8Array.from(Buffer.concat([header, tag, packed]));
}

/** With one entry. @see APPNOTE of PKWARE, 4.3 */
function zip(name, content) {
  const packed = deflateRawSync(content);
  const nameBytes = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(nameBytes.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, packed]);
  const directory = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    common,
    Buffer.alloc(14),
    nameBytes,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Uint8Array.from(Buffer.concat([local, directory, end]));
}
