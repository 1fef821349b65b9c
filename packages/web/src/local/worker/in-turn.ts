import type { RecordingReader } from '@sinode/core';

/** A reader that is asked for one stretch at a time, in order: not every format's can be asked for two at once. */
export function readInTurn(reader: RecordingReader): RecordingReader {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...reader,
    read(lead, start, end) {
      const turn = last.then(() => reader.read(lead, start, end));
      last = turn.catch(() => {});
      return turn;
    },
  };
}
