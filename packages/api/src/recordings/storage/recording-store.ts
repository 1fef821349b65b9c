/** Where uploads are kept: the one interface that a folder on disk and an object store implement. */

/** A place for an upload that is not accepted yet. */
export interface Incoming {
  /** An empty folder of its own, on this machine. */
  readonly folder: string;
  /**
   * Takes the folder's files into the store, for good: when it resolves they survive a crash.
   *
   * @param id - of the recording; there is none of this id yet
   */
  keep(id: string): Promise<void>;
  /** Throws the folder away; nothing happens when it was kept. */
  discard(): Promise<void>;
}

/**
 * What cannot be reached is a Problem 503, STORE_AWAY, and what is not there any more one of 422, UNREADABLE, unless
 * it is a file of this machine: that is the system's error when it is opened.
 */
export interface RecordingStore {
  receive(): Promise<Incoming>;
  /**
   * A local folder with the files of a recording, to be read only and at once: a quarter of an hour later it may be
   * gone, and has to be asked for again.
   */
  folder(id: string): Promise<string>;
  /**
   * For who goes through all recordings: `look` gets the folder, and a copy that was made for it is thrown away after, so
   * that it takes the room of one recording and not of all.
   */
  visit<T>(id: string, look: (folder: string) => Promise<T>): Promise<T>;
  /** Forgets a recording; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /**
   * The time by which what is kept is dated. A server's own clock may be wrong by hours, and what it would take for old
   * may be another's upload of a moment ago.
   */
  now(): Promise<Date>;
  /** Ids of all that is kept, in whole or in part, and older than the given time: for finding what a crash left behind. */
  keptBefore(time: Date): AsyncIterable<string>;
  /** Throws away what a crash broke off: uploads that got no byte for so long, by the clocks that date them. */
  discardIncomingAfter(milliseconds: number): Promise<void>;
  /** The id that it was given; `null` before. */
  identity(): Promise<string | null>;
  /** Gives it another id, which lies among the recordings and goes where they go. */
  identify(id: string): Promise<void>;
  /** Ids of which this machine has a copy beside the store, for forgetting what was deleted on another. */
  copies(): AsyncIterable<string>;
  forgetCopy(id: string): Promise<void>;
}
