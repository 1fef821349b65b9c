/** WFDB records of one or several segments, in every storage format, with their annotations. */
import { readWfdbReference } from '../../packages/core/src/evaluate/reference.ts';
import { bytesSource, type FileSet, fileSet } from '../../packages/core/src/formats/byte-source.ts';
import { encodeAnnotations, parseAnnotations } from '../../packages/core/src/formats/wfdb/annotations.ts';
import { encodeSamples } from '../../packages/core/src/formats/wfdb/testing/encode-samples.ts';
import { writeWfdb } from '../../packages/core/src/formats/wfdb/write-wfdb.ts';
import { promised } from '../check/finding.ts';
import { readFiles } from '../check/read-files.ts';
import { unlessRefused } from '../check/refusal.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { mutateFiles, type NamedFile, packFiles, unpackFiles } from '../mutate/files.ts';
import { mutateText } from '../mutate/text.ts';
import type { Target } from '../target.ts';
import { seedSamples, textBytes } from './seed-signal.ts';

/** A gap takes no bytes and a segment may be listed twice; a record is at most this many times as long. */
const LONGEST_PER_STORED = 100;

const samples = seedSamples(30);
const adc = Array.from(samples, (mv) => Math.round(100 * mv));
const SIMPLE = { subtype: 0, channel: 0, number: 0, aux: '' };
const annotations = encodeAnnotations(
  [
    { ...SIMPLE, sample: 0, symbol: '+', aux: '(N' },
    { ...SIMPLE, sample: 12, symbol: 'N' },
    { ...SIMPLE, sample: 2000, symbol: 'V', subtype: 1, channel: 1, number: 2 },
    { ...SIMPLE, sample: 2100, symbol: '[' },
    { ...SIMPLE, sample: 2300, symbol: ']' },
  ],
  { samplingRate: 250 },
);

export const target: Target = {
  name: 'wfdb',
  reads: 'WFDB: headers, signals in every storage format, segments, annotations',
  code: ['packages/core/src/formats/wfdb/', 'packages/core/src/evaluate/reference.ts'],
  seeds: () => [
    packFiles([
      ...writeWfdb({
        recordName: 'a',
        leads: [{ name: 'II', samples }],
        samplingRate: 250,
        startTime: new Date(0),
      }),
      { name: 'a.atr', bytes: annotations },
    ]),
    ...Object.entries(encodeSamples).map(([format, encode]) =>
      packFiles([
        {
          name: 'a.hea',
          bytes: textBytes(
            `a 2 250/250(0) 15 10:00:00 1/2/2003\na.dat ${format} 100(0)/mV 12 0 0 0 0 I\na.dat ${format} 100/uV 12 0 0 0 0 II\n# c\n`,
          ),
        },
        { name: 'a.dat', bytes: Uint8Array.from(encode(adc)) },
      ]),
    ),
    packFiles([
      { name: 'r.hea', bytes: textBytes('r/4 2 100 7\na 2\n~ 1\nb 2\na 2\n') },
      {
        name: 'a.hea',
        bytes: textBytes('a 2 100 2\na.dat 16 1/mV 0 0 0 0 0 I\na.dat 16 1/mV 0 0 0 0 0 II\n'),
      },
      { name: 'a.dat', bytes: Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0) },
      {
        name: 'b.hea',
        bytes: textBytes('b 2 100 2\nb.dat 80 9/V 0 0 0 0 0 I\nb.dat 80 2/mV 0 0 0 0 0 II\n'),
      },
      { name: 'b.dat', bytes: Uint8Array.of(131, 126, 132, 124) },
    ]),
    packFiles([
      { name: 'v.hea', bytes: textBytes('v/3 2 100\nl 0\na 2\n~ 3\n') },
      { name: 'l.hea', bytes: textBytes('l 2 100 0\n~ 0 1/mV 0 0 0 0 0 I\n~ 0 1/mV 0 0 0 0 0 II\n') },
      { name: 'a.hea', bytes: textBytes('a 1 100 2\na.dat 16x1:1+2 1/mV 0 0 0 0 0 II\n') },
      { name: 'a.dat', bytes: Uint8Array.of(0, 0, 1, 0, 2, 0, 3, 0) },
    ]),
  ],
  async run(input) {
    const files = unpackFiles(input);
    const byteCount = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    await readFiles(files, { mostSamples: LONGEST_PER_STORED * byteCount, rates: [{}] });
    const beside = fileSet(files.map(({ name, bytes }) => bytesSource(name, bytes)));
    for (const file of files.filter(({ name }) => name.endsWith('.atr')))
      await checkAnnotations(file, beside);
  },
  mutate: (input, mutation) =>
    mutateFiles(input, mutation, ({ name, bytes }) =>
      name.endsWith('.hea') ? mutateText(bytes, mutation) : mutateBytes(bytes, mutation),
    ),
};

async function checkAnnotations({ name, bytes }: NamedFile, beside: FileSet): Promise<void> {
  const reference = await unlessRefused(() => readWfdbReference(bytesSource(name, bytes), beside));
  if (reference !== null) {
    const { beats, excluded, samplingRate } = reference;
    promised(beats.length <= bytes.length / 2, `${beats.length} beats came out of ${bytes.length} bytes.`);
    promised(
      beats.every((beat, i) => beat >= (beats[i - 1] ?? 0)),
      'Beats ascend.',
    );
    promised(
      excluded.every(({ start, end }) => start < end),
      'A stretch that is left out has a length.',
    );
    promised(samplingRate === null || samplingRate > 0, `A rate of ${samplingRate} Hz is none.`);
  }
  await unlessRefused(() => {
    const { annotations } = parseAnnotations(bytes, name);
    // Written and read again they are the same; what the format cannot hold is refused when written.
    const again = parseAnnotations(encodeAnnotations(annotations), name).annotations;
    promised(JSON.stringify(again) === JSON.stringify(annotations), 'Annotations survive being written.');
  });
}
