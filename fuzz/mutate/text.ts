/** Changes of text: numbers, lines, fields, words. */
import { mutateBytes } from './bytes.ts';
import type { Mutation } from './mutation.ts';

/** Where a number in a text goes wrong. */
const NUMBERS = [
  '0',
  '-0',
  '1',
  '-1',
  '2',
  '0.1',
  '-0.001',
  '.5',
  '5.',
  '1e3',
  '1e-9',
  '1e308',
  '1e309',
  '-1e308',
  '1e-320',
  '16',
  '100',
  '212',
  '250',
  '255',
  '256',
  '360',
  '1000',
  '9999',
  '32767',
  '-32768',
  '65536',
  '100001',
  '1000000',
  '2147483647',
  '2147483648',
  '4294967296',
  '99999999',
  '9007199254740991',
  '9007199254740993',
  '100000000000000000000',
  '0.30000000000000004',
  '1,5',
  '1.2.3',
  'NaN',
  'Infinity',
  '-',
  '',
  '+',
  '1e',
  '0x10',
  '00',
  '1/2',
];

const SEPARATOR = /[\n,;\t :{}[\]"()/]+/g;
const MOST_CHANGES = 4;

const encoder = new TextEncoder();
/** Every byte is a character, so that what is no text stays as it is. */
const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** A few changes of a text, or now and then of its bytes. */
export function mutateText(input: Uint8Array, mutation: Mutation): Uint8Array {
  const { random, below } = mutation;
  if (random.chance(0.2)) return mutateBytes(input, mutation);
  let text = latin1(input);
  const changes = 1 + below(random.chance(0.7) ? 2 : MOST_CHANGES);
  for (let i = 0; i < changes; i++) text = changeOnce(text, mutation);
  return Uint8Array.from(Buffer.from(text.slice(0, mutation.maxBytes), 'latin1'));
}

function changeOnce(text: string, mutation: Mutation): string {
  const { random, below, words } = mutation;
  switch (below(8)) {
    case 0:
    case 1:
      return withPart(text, /[+-]?\d[\d.]*/g, mutation, (number) =>
        random.chance(0.3) ? nearby(number, below) : random.pick(NUMBERS),
      );
    case 2:
      return withPart(text, SEPARATOR, mutation, (mark) =>
        random.chance(0.5) ? random.pick(['', '\n', ',', ';', '\t', ' ', '"', ':', '/', '(']) : mark + mark,
      );
    case 3:
      return withPart(text, /[^\n,;\t :{}[\]"()/]+/g, mutation, (word) =>
        words.length > 0 && random.chance(0.7)
          ? latin1(random.pick(words))
          : word.repeat(random.chance(0.1) ? 1 + below(300) : 2),
      );
    case 4:
      return withLines(text, mutation);
    case 5: {
      // A piece of one text within another.
      const other = latin1(mutation.other());
      const from = below(other.length);
      const at = below(text.length + 1);
      return text.slice(0, at) + other.slice(from, from + 1 + below(80)) + text.slice(at);
    }
    case 6: {
      const at = below(text.length + 1);
      const character = latin1(
        encoder.encode(random.pick(['µ', '\u2028', '\ufeff', '\0', '\x1b', '\r', 'é', '𝌆'])),
      );
      return text.slice(0, at) + character + text.slice(at);
    }
    default: {
      const at = below(text.length + 1);
      return text.slice(0, at) + text.slice(at + 1 + below(20));
    }
  }
}

/** One of the places that match, chosen by chance, with something else in it. */
function withPart(
  text: string,
  pattern: RegExp,
  mutation: Mutation,
  change: (part: string) => string,
): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  // Half of the time among the first few: they are the header.
  const limit = mutation.random.chance(0.5) ? places.length : Math.min(places.length, 20);
  const { 0: part, index } = places[mutation.below(limit)];
  return text.slice(0, index) + change(part) + text.slice(index + part.length);
}

function nearby(number: string, below: Mutation['below']): string {
  const changed = Number(number) + below(5) - 2;
  return Number.isNaN(changed) ? '0' : String(changed);
}

/** A line taken away, doubled, moved or repeated. */
function withLines(text: string, { below, random }: Mutation): string {
  const lines = text.split('\n');
  const at = below(lines.length);
  const to = below(lines.length);
  switch (below(4)) {
    case 0:
      return lines.toSpliced(at, 1 + below(3)).join('\n');
    case 1:
      return lines.toSpliced(to, 0, lines[at]).join('\n');
    case 2:
      return lines.with(at, lines[to]).with(to, lines[at]).join('\n');
    default: {
      const copies = random.chance(0.1) ? 1 + below(300) : 1 + below(5);
      return lines.toSpliced(at, 0, ...new Array<string>(copies).fill(lines[at])).join('\n');
    }
  }
}
