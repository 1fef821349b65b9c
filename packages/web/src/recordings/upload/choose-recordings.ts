import { type FileGroup, groupFiles } from '../../local/group-files.ts';

/** What Sinode reads; a header stands for all files of its record. */
const RECORDING = /\.(hea|mat|edf|bdf|csv|json|zip)$/i;

/**
 * The recordings among files. One that was given by itself is meant, whatever it is called, and the server says what it
 * thinks of it; in a folder there are other things too.
 */
export async function chooseRecordings(files: readonly File[]): Promise<FileGroup<File>[]> {
  const groups = await groupFiles(files);
  return groups.filter(({ main }) => !isInFolder(main) || RECORDING.test(main.name));
}

function isInFolder({ webkitRelativePath }: File): boolean {
  return webkitRelativePath !== undefined && webkitRelativePath !== '';
}
