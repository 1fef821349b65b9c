/** What shows a recording: as much again as the rest of the page, and not needed before there is one. */
export function loadLocalRecording() {
  return import('./local-recording.tsx');
}
