import { Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFileUpload } from '@tabler/icons-react';
import { type ChangeEvent, useId } from 'react';
import { texts } from '../texts/index.ts';
import classes from './drop-zone.module.css';

interface DropZoneProps {
  /** Whether files are being dragged over the page. */
  readonly isOver: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Called when a person is about to use it. */
  readonly onNear?: () => void;
  /** Where there is something above it that matters more. */
  readonly isSmall?: boolean;
}

/** Takes files that are dropped anywhere on the page, or chosen here. */
export function DropZone({ isOver, onFiles, onNear, isSmall = false }: DropZoneProps) {
  const id = useId();
  const words = texts.local.drop;
  // Nothing is dragged with a finger.
  const isTouch = useMediaQuery('(hover: none) and (pointer: coarse)', false, {
    getInitialValueInEffect: false,
  });
  const title = isTouch ? words.touch : isSmall ? words.another : words.title;
  const choose = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(input.files ?? []);
    // So that the same file can be chosen again.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label
      className={classes.zone}
      data-over={isOver || undefined}
      data-small={isSmall || undefined}
      onPointerEnter={onNear}
    >
      <input
        type="file"
        multiple
        className={classes.input}
        aria-label={words.label}
        aria-describedby={`${id}-promise ${id}-formats`}
        onChange={choose}
        onFocus={onNear}
      />
      {!isSmall && <IconFileUpload size={48} stroke={1.5} aria-hidden />}
      <Text component="span" fw={600} size={isSmall ? 'md' : 'xl'}>
        {title}
      </Text>
      <Text component="span" id={`${id}-promise`}>
        {words.promise}
      </Text>
      <span className={classes.button}>{words.button}</span>
      <Text component="span" size="sm" c="dimmed" id={`${id}-formats`}>
        <VisuallyHidden component="span">{words.formatsLabel}: </VisuallyHidden>
        {words.formats}
      </Text>
      {!isSmall && (
        <Text component="span" size="sm" c="dimmed">
          {isTouch ? words.severalTouch : words.several}
        </Text>
      )}
    </label>
  );
}
