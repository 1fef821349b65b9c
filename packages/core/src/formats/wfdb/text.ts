/**
 * WFDB files say nothing about their encoding: most are ASCII, newer ones UTF-8, older ones Latin-1.
 */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('windows-1252');

/** Bytes as UTF-8 where they are valid UTF-8, else as Windows-1252, where every byte is a character. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
