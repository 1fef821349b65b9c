const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const local = {
  pageTitle: 'Try without account · Sinode',
  title: 'Heartbeats in a file on this computer',
  intro: 'Your browser reads the recording and finds the beats itself. Nothing is sent anywhere.',
  drop: {
    title: 'Drop an ECG file here',
    another: 'Another recording: drop it here',
    touch: 'Open an ECG file of this device',
    promise: 'It is read on this computer; nothing is sent anywhere.',
    button: 'Choose files',
    /** For the file input, whose visible words are around it. */
    label: 'Choose ECG files',
    several: 'A WFDB record has several files: drop the .hea and the .dat together. Whole folders work too.',
    severalTouch: 'A WFDB record has several files: choose the .hea and the .dat together.',
    over: 'Drop to read it here, in this browser',
    formats: 'MATLAB (.mat) · WFDB (.hea with .dat) · EDF, EDF+, BDF · CSV · JSON',
    formatsLabel: 'Formats',
  },
  example: {
    button: 'Or look at an example',
    name: 'Example',
    note: 'This recording is synthetic: it was made up in this browser just now, and is nobody’s heart. It shows premature beats and some movement.',
  },
  offline: {
    loading: 'Getting ready for use without a connection …',
    kept: 'Ready for use without a connection: this page keeps all it needs in your browser.',
    'while-open':
      'Works without a connection for as long as this page stays open. Your browser keeps nothing of it beyond that at this address.',
    'not-ready':
      'Not ready: what finds the beats could not be loaded. It is tried again when you open a recording.',
  },
  privacy: {
    badge: 'Stays on this computer',
    text: 'The file is read where it lies. Recording and beats are gone when you close this page, unless you export them.',
  },
  nothing:
    'There is no recording in what you dropped. Drop the files themselves, or the folder that they are in.',
  tooMany: (most: string) =>
    `That folder holds more than ${most} files. Drop the folder of one data set, or single recordings.`,
  choose: {
    title: (count: number) => `${plural(count, 'recording', 'recordings')} to choose from`,
    pageTitle: 'Choose a recording · Sinode',
    label: 'Recordings that you dropped',
    name: 'Recording',
    files: 'Files',
    size: 'Size',
    leftOut: (count: number) =>
      `${plural(count, 'other file was', 'other files were')} left out: ${count === 1 ? 'it is' : 'they are'} no ${count === 1 ? 'recording' : 'recordings'}.`,
    all: 'All recordings that you dropped',
  },
  other: 'Another file',
  unsaved: 'Your corrections are in this page only, and would be lost. Go on without them?',
  opening: {
    title: (name: string | null) => (name === null ? 'Reading …' : `Reading ${name} …`),
    help: 'A long table of numbers takes some seconds.',
  },
  refused: {
    title: (name: string) => `${name} cannot be opened`,
    pageTitle: 'Cannot be opened · Sinode',
    formats: 'These formats are read',
    add: (file: string) => `Add ${file}`,
    addHelp: (file: string) => `Drop ${file} here, or choose it. It has to be read together with the others.`,
    unreadable:
      'The file can no longer be read: it was changed, moved or taken away since you dropped it. Drop it again.',
    lost: 'The part of this page that reads recordings could not be loaded, or has stopped. Check the connection to this page’s server and try again; if that does not help, reload the page.',
    unexpected: (message: string) => `Something unexpected happened while it was read: ${message}`,
    tryAnother: 'Try another file',
  },
  rate: {
    title: (name: string) => `At which rate was ${name} recorded?`,
    pageTitle: 'Sampling rate · Sinode',
    text: 'The file does not say how many samples it has for each second. Without that, no heart rate can be told: look it up where the file comes from.',
    label: 'Sampling rate in Hz',
    wrong: 'Give a number from 50 to 20,000 Hz.',
    usual: 'Often used',
    of: (hertz: number) => `${hertz} Hz`,
    submit: 'Go on',
  },
  search: {
    label: (lead: string) => `Finding the beats in lead ${lead}`,
    loading: 'Loading the network …',
    left: (share: string, left: string | null) =>
      left === null ? `${share} done` : `${share} done, about ${left} left`,
    stop: 'Stop',
    stopped: 'The search was stopped.',
    failed: 'The beats could not be found',
    find: 'Find the beats',
    inLead: 'In lead',
    modelAway:
      'What finds the beats could not be loaded. Check the connection to this page’s server, then try again.',
    done: (count: number) => `${plural(count, 'beat', 'beats')} found`,
  },
  reference: {
    compare: (annotator: string) => `Compare with the beats marked by “${annotator}”`,
    compareExample: 'Compare with the beats that were put in',
  },
};
