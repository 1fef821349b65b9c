import pc from 'picocolors';

/**
 * Colours for what goes to stdout: on a terminal only, and not where NO_COLOR is set. The package's own guess also
 * colours pipes where it sees the variable CI.
 */
export const colors = pc.createColors(process.stdout.isTTY === true && pc.isColorSupported);
