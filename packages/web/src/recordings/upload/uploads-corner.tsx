import { lazy, Suspense, useSyncExternalStore } from 'react';
import { uploads } from './uploads.ts';

const UploadPanel = lazy(async () => ({ default: (await import('./upload-panel.tsx')).UploadPanel }));

/** Where the uploads are shown, on every page; nothing is loaded for it before there are any. */
export function UploadsCorner() {
  const hasUploads = useSyncExternalStore(uploads.subscribe, uploads.get).length > 0;
  return <Suspense fallback={null}>{hasUploads && <UploadPanel />}</Suspense>;
}
