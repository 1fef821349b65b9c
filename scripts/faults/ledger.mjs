/**
 * What the servers acknowledged, and what must read back from then on. What was asked and not acknowledged may have
 * happened or not; nobody relies on it, and it is not in here.
 */

const READERS = 4;
/** What is asked for again when its server was broken or busy. */
const ATTEMPTS = 30;

/**
 * @typedef {object} Entry
 * @property {string} what - for a person
 * @property {() => Promise<string | null>} check - reads it back; says what is not as it was acknowledged
 */

export function createLedger(tally) {
  /** @type {Set<Entry>} */
  const entries = new Set();
  let recent = new Set();

  /** @returns how many were checked */
  async function verify(wanted) {
    const waiting = Array.from(wanted);
    let checked = 0;
    const reader = async () => {
      for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
        // Its owner may undo it in the middle.
        if (!entries.has(entry)) continue;
        const complaint = await entry.check(ATTEMPTS);
        if (complaint !== null && entries.has(entry)) {
          tally.lost(entry.what, complaint);
          entries.delete(entry);
        }
        checked++;
      }
    };
    await Promise.all(Array.from({ length: READERS }, reader));
    return checked;
  }

  return {
    get size() {
      return entries.size;
    },
    /** @param {Entry} entry */
    add(entry) {
      entries.add(entry);
      recent.add(entry);
      return entry;
    },
    /** Before its owner undoes it. */
    drop(entry) {
      entries.delete(entry);
      recent.delete(entry);
    },
    verifyAll: () => verify(entries),
    /** What was added since the last time, and some of what is older. */
    verifyRecent(some, random) {
      const old = Array.from(entries).filter((entry) => !recent.has(entry));
      const sample = Array.from(
        { length: Math.min(some, old.length) },
        () => old[Math.floor(random() * old.length)],
      );
      const wanted = new Set([...recent, ...sample]);
      recent = new Set();
      return verify(wanted);
    },
  };
}
