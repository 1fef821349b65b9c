/** What would break a line, steer the terminal that shows it, or turn its direction around. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const CUT = ' … ';
/** How much of a text that is cut is its beginning. */
const BEGINNING = 2 / 3;

/**
 * Text that may come from a file, as one line that can be shown and stored: control characters and halves of characters
 * become U+FFFD, and of a long text the middle is left out.
 *
 * @param longest - characters, a few at least
 */
export function oneLine(text: string, longest: number): string {
  if (text.length <= longest) return clean(text);
  const begin = Math.ceil((longest - CUT.length) * BEGINNING);
  return clean(text.slice(0, begin)) + CUT + clean(text.slice(begin + CUT.length - longest));
}

function clean(text: string): string {
  return text.replaceAll(CONTROL, '\ufffd').toWellFormed();
}
