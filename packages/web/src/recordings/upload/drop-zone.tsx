import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUpload } from '@tabler/icons-react';
import { useCallback } from 'react';
import { type CollectedFiles, MOST_FILES } from '../../local/collect-files.ts';
import { useWindowDrop } from '../../local/use-window-drop.ts';
import { texts } from '../../texts/index.ts';
import { formatCount } from '../../ui/format.ts';
import classes from './drop-zone.module.css';
import { uploadFiles } from './upload-files.ts';

/** Uploads files that are dropped anywhere on the page, those in folders too. */
export function DropZone() {
  const onFiles = useCallback(({ files, isCut }: CollectedFiles) => {
    if (isCut) {
      notifications.show({ color: 'orange', message: texts.recordings.drop.cut(formatCount(MOST_FILES)) });
    }
    void uploadFiles(files);
  }, []);
  const isOver = useWindowDrop({ onFiles });
  if (!isOver) return null;
  return (
    // For the eyes only: who drags, sees.
    <div className={classes.zone} aria-hidden>
      <IconUpload size={48} />
      <Text size="xl" fw={700}>
        {texts.recordings.drop.title}
      </Text>
      <Text>{texts.recordings.drop.text}</Text>
    </div>
  );
}
