/**
 * Gives the person a file that was made or fetched here. (A plain link to the server would carry no token.)
 *
 * @param type - media type: `text/csv`
 */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox has not always begun to read when click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
