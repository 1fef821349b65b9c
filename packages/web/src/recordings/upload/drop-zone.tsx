import { Portal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUpload } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { collectFiles, MOST_FILES } from '../../local/collect-files.ts';
import { texts } from '../../texts/index.ts';
import { formatCount } from '../../ui/format.ts';
import classes from './drop-zone.module.css';

/** Takes files that are dropped anywhere on the page, those in folders too. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(async (transfer: DataTransfer) => {
    const { files, isCut } = await collectFiles(transfer);
    if (isCut) {
      notifications.show({ color: 'orange', message: texts.recordings.drop.cut(formatCount(MOST_FILES)) });
    }
    onFiles(files);
  });

  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    // Entering a child comes before leaving its parent.
    let depth = 0;
    const onFilesOnly = (handle: (event: DragEvent) => void) => (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) handle(event);
    };
    const enter = onFilesOnly(() => setIsOver(++depth > 0));
    const leave = onFilesOnly(() => setIsOver(--depth > 0));
    const over = onFilesOnly((event) => event.preventDefault());
    const drop = onFilesOnly((event) => {
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      if (event.dataTransfer !== null) void take(event.dataTransfer);
    });
    addEventListener('dragenter', enter, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('dragover', over, { signal });
    addEventListener('drop', drop, { signal });
    return () => control.abort();
  }, []);

  if (!isOver) return null;
  return (
    <Portal>
      <div className={classes.zone}>
        <IconUpload size={48} aria-hidden />
        <Text size="xl" fw={700}>
          {texts.recordings.drop.title}
        </Text>
        <Text>{texts.recordings.drop.text}</Text>
      </div>
    </Portal>
  );
}
