import { notifications } from '@mantine/notifications';
import { texts } from '../../texts/index.ts';
import { chooseRecordings } from './choose-recordings.ts';
import { uploads } from './uploads.ts';

/** Uploads the recordings among files that a person gave. */
export async function uploadFiles(files: readonly File[]): Promise<void> {
  const recordings = await chooseRecordings(files);
  if (recordings.length > 0) {
    uploads.add(
      recordings.map(({ name, main, files }) => ({ name: files.length > 1 ? name : main.name, files })),
    );
  } else if (files.length > 0) {
    notifications.show({ color: 'orange', message: texts.recordings.drop.nothing });
  }
}
