/** Where uploads are kept: the one interface that a folder on disk and, later, an object store implement. */

/** A place for an upload that is not accepted yet. */
export interface Incoming {
  /** An empty folder of its own, on the same file system as the store. */
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

export interface RecordingStore {
  receive(): Promise<Incoming>;
  /** A local folder with the files of a recording, to be read only. */
  folder(id: string): Promise<string>;
  /** Forgets a recording; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Ids of all that is kept and older than the given time, for finding what a crash left behind. */
  keptBefore(time: Date): AsyncIterable<string>;
  /** Throws away uploads that a crash broke off: those that got no byte since the given time. */
  discardIncomingBefore(time: Date): Promise<void>;
}
