import { Button, Group, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import classes from './selection-bar.module.css';

interface SelectionBarProps {
  readonly count: number;
  readonly onTag: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done with several recordings at once; it stays in view while one selects. */
export function SelectionBar({ count, onTag, onDelete, onClear }: SelectionBarProps) {
  const words = texts.recordings.selection;
  return (
    <section className={classes.bar} aria-label={words.label}>
      <Group gap="sm">
        <Text fw={600} size="sm" role="status">
          {words.count(count)}
        </Text>
        <Button size="xs" variant="default" onClick={onTag}>
          {words.tag}
        </Button>
        <Button size="xs" variant="default" onClick={onDelete}>
          {words.remove}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
          {words.clear}
        </Button>
      </Group>
    </section>
  );
}
