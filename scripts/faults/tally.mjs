/** Counts what came back, for the whole run and for the fault of the moment. */

/** As many as a person reads. */
const KEPT = 50;

function emptyCounts() {
  return { answered: 0, refused: {}, unanswered: 0, lost: 0, wrong: 0 };
}

export function createTally() {
  const total = emptyCounts();
  let current = emptyCounts();
  const hostile = { sent: 0, accepted: 0, refused: 0 };
  /** What was said, and how often. */
  const lost = new Map();
  const wrong = new Map();
  let slowestMs = 0;
  let lastTrouble = 0;
  let answeredSince = 0;

  const both = (change) => {
    change(total);
    if (current !== total) change(current);
  };
  const trouble = () => {
    lastTrouble = performance.now();
    answeredSince = 0;
  };
  const keep = (said, words) => {
    const text = words.join(': ');
    if (said.has(text) || said.size < KEPT) said.set(text, (said.get(text) ?? 0) + 1);
  };
  return {
    total,
    hostile,
    lostWords: () => inWords(lost),
    wrongWords: () => inWords(wrong),
    get slowestMs() {
      return slowestMs;
    },
    /** When the last request was not answered because something was broken; of `performance.now()`. */
    get lastTrouble() {
      return lastTrouble;
    },
    /** Requests that were answered since. */
    get answeredSince() {
      return answeredSince;
    },
    /** @returns the counts from now on */
    begin() {
      current = emptyCounts();
      return current;
    },
    answered(ms) {
      slowestMs = Math.max(slowestMs, ms);
      answeredSince++;
      both((counts) => counts.answered++);
    },
    /** @param isTrouble - a refusal because something is broken, and not because of what was asked */
    refused(status, code, isTrouble) {
      if (isTrouble) trouble();
      both(({ refused }) => {
        refused[`${status} ${code}`] = (refused[`${status} ${code}`] ?? 0) + 1;
      });
    },
    unanswered() {
      trouble();
      both((counts) => counts.unanswered++);
    },
    lost(...words) {
      keep(lost, words);
      both((counts) => counts.lost++);
    },
    wrong(...words) {
      trouble();
      keep(wrong, words);
      both((counts) => counts.wrong++);
    },
  };
}

function inWords(said) {
  return Array.from(said, ([text, times]) => (times === 1 ? text : `${times} × ${text}`));
}
