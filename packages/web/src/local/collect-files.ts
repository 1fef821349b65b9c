/** The files that were dropped, those in folders too. */

/** A data set has some thousand; more is a home folder that was dropped by mistake. */
export const MOST_FILES = 20_000;

export interface CollectedFiles {
  /** Those of folders have their path as `webkitRelativePath`, as if the folder had been chosen. */
  readonly files: readonly File[];
  /** Whether there are more than {@link MOST_FILES}; the others are not in `files`. */
  readonly isCut: boolean;
}

/** To be called in the event itself: afterwards the browser forgets what was dropped. */
export async function collectFiles(transfer: DataTransfer): Promise<CollectedFiles> {
  const entries = Array.from(transfer.items, (item) =>
    item.kind === 'file' ? item.webkitGetAsEntry() : null,
  );
  const whole = Array.from(transfer.files);
  const files: File[] = [];
  for (const entry of entries) if (entry !== null) await addEntry(entry, files);
  // Where there are no entries, there are no folders either.
  if (entries.every((entry) => entry === null)) files.push(...whole);
  return { files: files.slice(0, MOST_FILES), isCut: files.length > MOST_FILES };
}

async function addEntry(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length > MOST_FILES) return;
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    if (file !== null) files.push(inFolder(file, entry.fullPath));
  } else {
    for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await addEntry(child, files);
  }
}

/** A folder gives its files in portions, and an empty one at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (portion.length === 0) return all;
    all.push(...portion);
    if (all.length > MOST_FILES) return all;
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function inFolder(file: File, fullPath: string): File {
  const path = fullPath.replace(/^\//, '');
  return path.includes('/') ? Object.defineProperty(file, 'webkitRelativePath', { value: path }) : file;
}
