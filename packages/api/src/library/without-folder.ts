/** The core names a file as it was given to it; where the library lies on the server is nobody's business. */
export function withoutFolder(message: string, folder: string): string {
  return message.replaceAll(`${folder.replace(/[\\/]+$/, '')}/`, '');
}
