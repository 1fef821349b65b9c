const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function isRecordingId(text: string): boolean {
  return UUID.test(text);
}

/**
 * Whatever calls a store: no id can lead out of its folder, or to the folder itself.
 *
 * @throws Error for anything but a UUID in small letters
 */
export function requireRecordingId(id: string): string {
  if (!isRecordingId(id)) throw new Error('the id of a recording is a UUID in small letters');
  return id;
}
