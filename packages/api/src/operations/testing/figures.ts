/** Prometheus' text format, read back. */

/** Of each metric its type, by its name. */
export function typesIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
  );
}

/** @returns the sum of all series of a name with these labels */
export function figure(text: string, name: string, labels: Record<string, string> = {}): number {
  const lines = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].filter(
    ([, found, among = '']) =>
      found === name &&
      Object.entries(labels).every(([label, value]) => among.includes(`${label}="${value}"`)),
  );
  return lines.reduce((sum, [, , , value]) => sum + Number(value), 0);
}
