import { Progress } from '@mantine/core';

/** How far something is; what assistive technology reads is as full as what one sees. */
export function ProgressBar({
  share,
  label,
  words,
  size = 'md',
}: {
  /** 0 to 1. */
  readonly share: number;
  /** What it is the progress of. */
  readonly label: string;
  /** Read instead of the bare number. */
  readonly words: string;
  readonly size?: string;
}) {
  return (
    <Progress.Root size={size}>
      <Progress.Section value={100 * share} aria-label={label} aria-valuetext={words} />
    </Progress.Root>
  );
}
