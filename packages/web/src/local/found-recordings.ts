/** The recordings among the files that a person dropped. */
import { type FileGroup, groupFiles } from './group-files.ts';
import type { PlacedFile } from './worker/messages.ts';

export interface FoundRecording {
  /** What a person calls it: `100`, `night.edf`; with its folders where there are several. */
  readonly name: string;
  /** Path of the file to begin with. */
  readonly main: string;
  /** All files that belong to it, the main one first. */
  readonly files: readonly PlacedFile[];
  /** Bytes of all its files. */
  readonly size: number;
}

export interface FoundRecordings {
  /** In the order of their names. */
  readonly recordings: readonly FoundRecording[];
  /** Paths of files that belong to none. */
  readonly leftOut: readonly string[];
}

/** Files that Sinode reads, or can say what is missing for it; anything else beside them is no recording. */
const KNOWN = /\.(hea|dat|mat|edf|bdf|rec|csv|tsv|txt|json|zip)$/i;
/** What lies in the folders of data sets, with endings that recordings have too. */
const ABOUT = /^(read_?me|licen[cs]e|sha\d+sums|md5sums|changelog|notes?)\b/i;
const HEADER = /\.hea$/i;
/** The challenge's layout: `data_XXXXX.mat` and, with its beats, `R_XXXXX.mat`. */
const CHALLENGE_RECORDING = /^data_(.+\.mat)$/;

export async function findRecordings(files: readonly File[]): Promise<FoundRecordings> {
  const groups = await groupFiles(files);
  const byName = new Map(files.map((file) => [file.name, file]));
  const referenceOf = ({ main }: FileGroup<File>) => {
    const record = CHALLENGE_RECORDING.exec(main.name)?.[1];
    return record === undefined ? undefined : byName.get(`R_${record}`);
  };
  const references = new Set(groups.map(referenceOf));
  const others = groups.filter(({ main }) => !references.has(main));
  const known = others.filter(({ main }) => KNOWN.test(main.name) && !ABOUT.test(main.name));
  // Where nothing looks like a recording, each of them says why it is none.
  const chosen = known.length > 0 ? known : others;
  const isSeveral = new Set(chosen.map(({ main }) => folderOf(main))).size > 1;

  return {
    recordings: chosen
      .map((group): FoundRecording => {
        const { main } = group;
        const reference = referenceOf(group);
        const members = reference === undefined ? group.files : [...group.files, reference];
        const name = HEADER.test(main.name) ? group.name : main.name;
        return {
          name: isSeveral ? `${folderOf(main)}${name}` : name,
          main: pathOf(main),
          files: members.map(placed),
          size: members.reduce((sum, { size }) => sum + size, 0),
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    leftOut: others.filter((group) => !chosen.includes(group)).flatMap((group) => group.files.map(pathOf)),
  };
}

export function placed(file: File): PlacedFile {
  return { path: pathOf(file), file };
}

function pathOf({ name, webkitRelativePath }: File): string {
  return webkitRelativePath === '' || webkitRelativePath === undefined ? name : webkitRelativePath;
}

function folderOf(file: File): string {
  const path = pathOf(file);
  return path.slice(0, path.lastIndexOf('/') + 1);
}
