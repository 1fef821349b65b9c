/**
 * Which of the files that a person gave belong together. A WFDB record comes in several: its header, the signals that
 * the header names, its segments, and annotations of the same name. Everything else is a recording by itself.
 */

/** What is needed of a file; a browser's `File` is one. */
export interface GivenFile {
  readonly name: string;
  /** Where it was found in a folder that was given: `night/100.dat`; empty for a file that was given by itself. */
  readonly webkitRelativePath?: string;
  /** Bytes. */
  readonly size: number;
  text(): Promise<string>;
}

export interface FileGroup<F extends GivenFile> {
  /** The name of the recording: that of the file it is opened by, without its ending. */
  readonly name: string;
  /** The file that it is opened by. */
  readonly main: F;
  /** All of them, `main` first. */
  readonly files: readonly F[];
}

/** What the header of a WFDB record names. */
interface NamedInHeader {
  readonly signals: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

/** A header of a record with hundreds of segments has a few kB. */
const LARGEST_HEADER_BYTES = 1024 * 1024;

const HEADER = /\.hea$/i;
/** Recordings by themselves, also when they are called like a WFDB record: unless its header names them. */
const BY_ITSELF = /\.(mat|edf|bdf|rec|csv|tsv|txt|json|zip)$/i;
/** Parts of a WFDB record whose header is missing; together, so that this is said once. */
const SIGNALS = /\.dat$/i;

/** Recordings in the order in which their first file was given. */
export async function groupFiles<F extends GivenFile>(files: readonly F[]): Promise<FileGroup<F>[]> {
  const shown = files.filter(({ name }) => !name.startsWith('.'));
  const folders = new Set(shown.map(folderOf));
  const groups = await Promise.all(
    [...folders].map((folder) => groupFolder(shown.filter((file) => folderOf(file) === folder))),
  );
  const place = new Map(shown.map((file, index) => [file, index]));
  const firstOf = (group: FileGroup<F>) => Math.min(...group.files.map((file) => place.get(file) ?? 0));
  return groups.flat().sort((a, b) => firstOf(a) - firstOf(b));
}

async function groupFolder<F extends GivenFile>(files: readonly F[]): Promise<FileGroup<F>[]> {
  const headers = files.filter(({ name }) => HEADER.test(name));
  const named = new Map(
    await Promise.all(headers.map(async (header) => [header, namedIn(await textOf(header))] as const)),
  );
  const left = new Set(files);
  const groups: FileGroup<F>[] = [];
  const take = (main: F, belongs: (file: F) => boolean): void => {
    const members = [main, ...[...left].filter((file) => file !== main && belongs(file))];
    for (const file of members) left.delete(file);
    groups.push({ name: stemOf(main.name), main, files: members });
  };

  // Those with segments first: the headers of the segments are then no recordings of their own.
  const masters = headers.filter((header) => (named.get(header)?.segments.size ?? 0) > 0);
  for (const header of [...masters, ...headers]) {
    if (!left.has(header)) continue;
    const segments = named.get(header)?.segments ?? new Set();
    const own = headers.filter((other) => other === header || segments.has(keyOf(stemOf(other.name))));
    const stems = new Set(own.map(({ name }) => keyOf(stemOf(name))));
    const signals = new Set(own.flatMap((each) => [...(named.get(each)?.signals ?? [])]));
    take(header, ({ name }) => {
      if (signals.has(keyOf(name))) return true;
      if (HEADER.test(name)) return stems.has(keyOf(stemOf(name)));
      return !BY_ITSELF.test(name) && stems.has(keyOf(stemOf(name)));
    });
  }
  for (const file of [...left].filter(({ name }) => SIGNALS.test(name))) {
    const stem = keyOf(stemOf(file.name));
    take(file, ({ name }) => !BY_ITSELF.test(name) && keyOf(stemOf(name)) === stem);
  }
  for (const file of [...left]) take(file, () => false);
  return groups;
}

/** Empty for what is no header: too large, or gone meanwhile. Whoever opens it says so. */
function textOf(header: GivenFile): Promise<string> | string {
  return header.size > LARGEST_HEADER_BYTES ? '' : header.text().catch(() => '');
}

/**
 * The names in a WFDB header. What makes no sense names nothing: whoever opens it says what is wrong with it.
 *
 * @see https://wfdb.io/spec/header-files.html
 */
function namedIn(header: string): NamedInHeader {
  const [record, ...lines] = header
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const names = lines
    .map((line) => line.split(/\s/, 1)[0] ?? '')
    // `~` is a stretch without signals, `-` the standard input.
    .filter((name) => name !== '~' && name !== '-');
  const hasSegments = /^[^\s/]+\/\d+\s/.test(record ?? '');
  const keys = new Set(names.map(keyOf));
  return hasSegments ? { signals: new Set(), segments: keys } : { signals: keys, segments: new Set() };
}

function folderOf({ webkitRelativePath = '' }: GivenFile): string {
  return webkitRelativePath.slice(0, webkitRelativePath.lastIndexOf('/') + 1);
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Some systems write names in capitals, others take accents apart. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
