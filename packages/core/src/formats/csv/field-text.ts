/** Longer names of leads and longer times do not exist; the bound keeps patterns fast on hostile fields. */
const MAX_FIELD_CHARACTERS = 200;

/**
 * The text of a field: UTF-8, or Windows-1252 where it is not valid UTF-8 (`µV` as Excel writes it).
 * Cut off after 200 characters.
 */
export function fieldText(bytes: Uint8Array, start: number, end: number): string {
  const field = bytes.subarray(start, Math.min(end, start + 4 * MAX_FIELD_CHARACTERS));
  return (asciiText(field) ?? decoded(field)).slice(0, MAX_FIELD_CHARACTERS).replaceAll('""', '"').trim();
}

/** The quick way, since a column of times comes by for every row. */
function asciiText(field: Uint8Array): string | null {
  let text = '';
  for (const byte of field) {
    if (byte > 127) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}

function decoded(field: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(field);
  } catch {
    return new TextDecoder('windows-1252').decode(field);
  }
}
