/** Examples for the end of a command's help: what to type, and what it does. */
export function examples(...lines: readonly (readonly [command: string, purpose: string])[]): string {
  const shown = lines.map(([command, purpose]) => `  $ ${command}\n      ${purpose}`);
  return `\nExamples:\n${shown.join('\n')}`;
}
