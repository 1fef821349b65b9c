/** Colours of the paper. Marks differ in shape as well: no colour says anything alone. */
export interface Palette {
  readonly paper: string;
  readonly fineGrid: string;
  readonly coarseGrid: string;
  readonly trace: string;
  /** Text and scales. */
  readonly ink: string;
  readonly faintInk: string;
  readonly beat: string;
  /** Beats that are doubtful. */
  readonly doubtful: string;
  /** Beats that a person set. */
  readonly byHand: string;
  readonly reference: string;
  readonly error: string;
  readonly heartRate: string;
  readonly poor: string;
  readonly unreadable: string;
  readonly calipers: string;
  readonly cursor: string;
}

/** Ink on paper: also for pictures and print, whatever the colours of the page. */
export const LIGHT: Palette = {
  paper: '#fffafa',
  fineGrid: '#f8dede',
  coarseGrid: '#efbcbc',
  trace: '#1b1b1b',
  ink: '#33373c',
  faintInk: '#6b5a5a',
  beat: '#0b5cab',
  doubtful: '#b45309',
  byHand: '#166534',
  reference: '#4b5563',
  error: '#b3261e',
  heartRate: '#0b5cab',
  poor: '#f5b942',
  unreadable: '#6b7280',
  calipers: '#7c3aed',
  cursor: '#4b5563',
};

export const DARK: Palette = {
  paper: '#16181b',
  fineGrid: '#332628',
  coarseGrid: '#573a39',
  trace: '#eceff1',
  ink: '#d5d9de',
  faintInk: '#b3a6a4',
  beat: '#6cb2f7',
  doubtful: '#f0a04b',
  byHand: '#6fd08c',
  reference: '#aab2bc',
  error: '#ff8f87',
  heartRate: '#6cb2f7',
  poor: '#c98a1b',
  unreadable: '#9aa3ad',
  calipers: '#c4a5ff',
  cursor: '#aab2bc',
};
