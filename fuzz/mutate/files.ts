/**
 * Several files as one input: of each a line with its name, a line with its length, then its bytes. The first is the one
 * to open.
 */
import { spliced } from './bytes.ts';
import type { Mutation } from './mutation.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const LINE_FEED = 10;
const MOST_FILES = 32;
const LONGEST_LINE = 200;

export function packFiles(files: readonly NamedFile[]): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(
      files.flatMap(({ name, bytes }) => [
        Buffer.from(`${name.replaceAll('\n', ' ')}\n${bytes.length}\n`, 'latin1'),
        bytes,
      ]),
    ),
  );
}

/** Of any bytes: what is no length is taken as the rest. */
export function unpackFiles(input: Uint8Array): NamedFile[] {
  const files: NamedFile[] = [];
  let at = 0;
  const line = () => {
    const end = input.indexOf(LINE_FEED, at);
    const stop = end < 0 ? input.length : end;
    const text = Buffer.from(input.subarray(at, Math.min(stop, at + LONGEST_LINE))).toString('latin1');
    at = stop + 1;
    return text;
  };
  while (at < input.length && files.length < MOST_FILES) {
    const name = line();
    const length = Number(line());
    const end = Number.isInteger(length) && length >= 0 ? Math.min(at + length, input.length) : input.length;
    files.push({ name, bytes: input.subarray(at, Math.max(at, end)) });
    at = Math.max(at, end);
  }
  return files;
}

/** Changes one of the files, its name, or which files there are. */
export function mutateFiles(
  input: Uint8Array,
  mutation: Mutation,
  mutateFile: (file: NamedFile) => Uint8Array,
): Uint8Array {
  const { random, below } = mutation;
  const files = unpackFiles(input);
  if (files.length === 0) return input;
  const at = random.chance(0.4) ? 0 : below(files.length);
  const file = files[at];
  switch (below(12)) {
    case 0:
      return packFiles(files.toSpliced(at, 1));
    case 1:
      return packFiles([...files, random.pick(unpackFiles(mutation.other()))].filter(Boolean));
    case 2: {
      const name = Buffer.from(file.name, 'latin1');
      const renamed = random.chance(0.5)
        ? Buffer.from(random.pick(files).name, 'latin1')
        : spliced(name, below(name.length + 1), 0, [below(256)]);
      return packFiles(files.with(at, { ...file, name: Buffer.from(renamed).toString('latin1') }));
    }
    case 3: {
      const to = below(files.length);
      return packFiles(files.with(at, files[to]).with(to, file));
    }
    default:
      return packFiles(files.with(at, { ...file, bytes: mutateFile(file) }));
  }
}
