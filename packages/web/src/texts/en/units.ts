/** Units, and how figures are put together with them. */
export const units = {
  /** For what cannot be computed; said aloud as nothing, so the words around it must be enough. */
  none: '–',
  bpm: 'bpm',
  ms: 'ms',
  mv: 'mV',
  hz: 'Hz',
  percent: '%',
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
  /** 10⁶, 10⁹ multiplications and additions. */
  million: 'million',
  billion: 'billion',
  /** From a day and a time of a clock. */
  locale: 'en-GB',
};
