/** The colours of plots: contrast with the page is 4.5:1 for text and 3:1 for what is drawn (WCAG 2.2, 1.4.3 and 1.4.11). */

export interface PlotLook {
  readonly text: string;
  readonly grid: string;
  /** Points and bars. */
  readonly mark: string;
  /** Lines that say something of all points. */
  readonly line: string;
  readonly zero: string;
  /** CSS pixels; `null` for as much as there is. */
  readonly widthPx: number | null;
}

const LIGHT: PlotLook = {
  text: '#3b434d',
  grid: '#e2e6ea',
  mark: '#0b5cab',
  line: '#a3211a',
  zero: '#6b7480',
  widthPx: null,
};

export const LOOKS: Readonly<Record<'light' | 'dark' | 'paper', PlotLook>> = {
  light: LIGHT,
  dark: {
    text: '#c5ccd4',
    grid: '#3c4148',
    mark: '#74b3f5',
    line: '#ff8f87',
    zero: '#98a1ab',
    widthPx: null,
  },
  // Two beside each other on A4 and on letter: a canvas does not follow the width of the paper.
  paper: { ...LIGHT, widthPx: 300 },
};
