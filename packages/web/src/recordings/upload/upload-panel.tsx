import { ActionIcon, Group, Paper, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { texts } from '../../texts/index.ts';
import classes from './upload-panel.module.css';
import { isUnderWay, type Upload } from './upload-queue.ts';
import { UploadRow } from './upload-row.tsx';
import { uploads } from './uploads.ts';

/** What becomes of the uploads; it stays while one moves about. */
export function UploadPanel() {
  const all = useSyncExternalStore(uploads.subscribe, uploads.get);
  const [isOpen, setIsOpen] = useState(true);
  const panel = useRef<HTMLElement>(null);
  useRoomBelow(panel);
  const words = texts.recordings.uploads;
  const done = all.filter(({ status }) => status.kind === 'done').length;
  const problems = all.filter((upload) => upload.status.kind !== 'done' && !isUnderWay(upload)).length;
  const isBusy = all.some(isUnderWay);
  return (
    <Paper
      ref={panel}
      component="section"
      aria-label={words.title}
      className={classes.panel}
      data-small={!isOpen || undefined}
      withBorder
      shadow="md"
    >
      <Group className={classes.head} gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} role="status" flex={1}>
          {words.summary(done, all.length)}
          {problems > 0 && ` · ${words.problems(problems)}`}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={isOpen ? words.collapse : words.expand}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? <IconChevronDown size={18} aria-hidden /> : <IconChevronUp size={18} aria-hidden />}
        </ActionIcon>
        {!isBusy && (
          <ActionIcon variant="subtle" color="gray" aria-label={words.close} onClick={uploads.clear}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {isOpen && (
        <ul className={classes.list} aria-label={words.list}>
          {all.map((upload) => (
            <UploadRow key={upload.id} upload={upload} withoutRate={withoutRate(all)} />
          ))}
        </ul>
      )}
    </Paper>
  );
}

/** The page can be scrolled past the panel: nothing stays hidden behind it, and nothing that gets the focus. */
function useRoomBelow(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (panel.current === null) return;
    const { style: page } = document.documentElement;
    const { style: body } = document.body;
    const observer = new ResizeObserver(([entry]) => {
      const room = `${Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0) + 32}px`;
      body.paddingBottom = room;
      page.scrollPaddingBottom = room;
    });
    observer.observe(panel.current);
    return () => {
      observer.disconnect();
      body.paddingBottom = '';
      page.scrollPaddingBottom = '';
    };
  }, [panel]);
}

/** All for which a sampling rate has to be said. */
function withoutRate(all: readonly Upload[]): readonly Upload[] {
  return all.filter(({ status }) => status.kind === 'refused' && status.code === 'SAMPLING_RATE_MISSING');
}
