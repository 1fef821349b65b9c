import { byteOrderMarkBytes } from '../csv/is-text.ts';

/** How a list of numbers, of leads or of objects goes on, or an object with its first field's name. */
const JSON_START = /^\s*(\[\s*([-\d[{\]nNI]|$)|\{\s*(["}]|$))/;

/** Cheap test on the first bytes: a list of numbers or lists, or an object, begins. */
export function isJson(head: Uint8Array): boolean {
  const text = new TextDecoder('windows-1252').decode(head.subarray(byteOrderMarkBytes(head)));
  return JSON_START.test(text);
}
