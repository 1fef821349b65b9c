/** Which names an uploaded file may have: those that are plain names on every system. */
import { Problem } from '../../http/problem.ts';

/** Bytes in UTF-8; file systems take 255, and a download or a zip may put something before or after it. */
const LONGEST_NAME_BYTES = 200;

const CONTROL = /\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** What Windows takes for a device, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST_QUOTE = 60;

/** @throws Problem 422 in words for a name that is a path, hidden, reserved, or not fit to be shown */
export function requirePlainName(name: string): void {
  const reason = whatIsWrong(name);
  if (reason !== null) throw refused(`The file ${quoted(name)} ${reason}.`);
}

function whatIsWrong(name: string): string | null {
  if (name === '') return 'has no name';
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) {
    return `has a name of more than ${LONGEST_NAME_BYTES} bytes; rename it`;
  }
  if (CONTROL.test(name)) return 'has a control character in its name; rename it';
  if (/[/\\]/.test(name)) return 'comes with a folder; send the plain name of the file';
  if (name.startsWith('.')) return 'is hidden; a name must not begin with a dot';
  if (/[<>:"|?*]/.test(name)) return 'has one of < > : " | ? * in its name; rename it';
  if (/[. ]$/.test(name) || name.startsWith(' '))
    return 'has a name that begins or ends with a space or a dot; rename it';
  if (DEVICE.test(name)) return 'has a name that Windows keeps for a device; rename it';
  return null;
}

/** Names that some file system takes for the same have the same key. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** A name as a message shows it: in full where it is short, and never more than one line. */
export function quoted(name: string): string {
  const shown = name.replaceAll(new RegExp(CONTROL, 'gu'), '\ufffd');
  return `"${shown.length > LONGEST_QUOTE ? `${shown.slice(0, LONGEST_QUOTE)}…` : shown}"`;
}

export function refused(detail: string): Problem {
  return new Problem(422, 'UPLOAD_REFUSED', detail);
}
