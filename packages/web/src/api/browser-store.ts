/** Words that this browser keeps for the page. A browser may refuse to keep any: then there are none. */

/** A place for one word. */
export interface BrowserStore {
  /** @returns null where there is none, undefined where the browser keeps none for anybody */
  read(): string | null | undefined;
  /** @param word - null to keep none any more */
  write(word: string | null): void;
}

export function createBrowserStore(storage: () => Storage, key: string): BrowserStore {
  return {
    read() {
      try {
        return storage().getItem(key);
      } catch {
        return undefined;
      }
    },
    write(word) {
      try {
        if (word === null) storage().removeItem(key);
        else storage().setItem(key, word);
      } catch {
        // The page works without, until it is opened anew.
      }
    },
  };
}
