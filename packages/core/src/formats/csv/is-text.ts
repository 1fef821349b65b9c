const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DELETE = 127;

/**
 * Cheap test on the first bytes: no control characters that text does not have. UTF-16 counts as text, so that it
 * is refused with a sentence about its encoding.
 */
export function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  return isUtf16(head) || head.every(isTextByte);
}

/** Whether a byte order mark of UTF-16 comes first. */
export function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** @returns how many bytes the byte order mark of UTF-8 takes: 3 or 0 */
export function byteOrderMarkBytes(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

function isTextByte(byte: number): boolean {
  if (byte >= SPACE) return byte !== DELETE;
  return byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === FORM_FEED;
}
