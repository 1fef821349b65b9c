export type Encoding = 'br' | 'gzip';

/** The smaller first. */
const KNOWN = ['br', 'gzip'] as const satisfies readonly Encoding[];

/**
 * The encodings that may be sent, the best first (RFC 9110, 12.5.3). A client that weighs them against each other means
 * the effort of unpacking; for files that were packed beforehand it is the size that counts.
 *
 * @param header - `Accept-Encoding`
 */
export function encodingsIn(header: string): Encoding[] {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight));
  }
  return KNOWN.filter((name) => (weights.get(name) ?? weights.get('*') ?? 0) > 0);
}
