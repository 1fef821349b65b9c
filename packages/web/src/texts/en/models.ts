function plural(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : many}`;
}

export const models = {
  title: 'Models',
  intro:
    'The networks that find the beats: what each has learned from, how good it is, and what it cannot do.',
  documentTitle: (name: string) => `${name} · Sinode`,
  empty: 'This server has no model. Whoever runs it can add one.',
  version: (version: string) => `Version ${version}`,
  loaded: 'in use',
  notLoaded: 'not loaded',
  loadedExplanation: 'This server finds beats with it.',
  notLoadedExplanation: 'Its card is here, but this server does not run it.',
  notMedical: 'Not a medical device. For research and engineering; no diagnosis, no monitoring of patients.',
  read: (name: string) => `Read the card of ${name}`,
  evaluate: 'Evaluate this model',
  back: 'All models',
  licence: (licence: string) => `Licence ${licence}`,

  limits: {
    title: 'What it does not do well',
  },
  training: {
    title: 'What it learned from',
    dataSet: 'Data set',
    records: 'Records',
    leads: 'Leads',
    licence: 'Licence and source',
    split: 'How it was split',
    heldOut: 'Held-out records',
    heldOutText: (count: number, dataSet: string) =>
      `${plural(count, 'record', 'records')} of ${dataSet} ${count === 1 ? 'was' : 'were'} never shown to it:`,
    noneHeldOut: 'None of the records in these data sets was kept out.',
    fingerprints: (count: number) =>
      `It keeps a fingerprint of each of the ${plural(count, 'lead', 'leads')} it learned from. So an evaluation can tell which records it has seen.`,
    scroll: 'What it learned from',
  },
  scores: {
    title: 'Scores',
    intro:
      'Measured results, each with the command that gives it again. Intervals tell how far a figure might be off for other recordings of the same kind.',
    interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
    atLeast: (value: string) => `at least ${value}`,
    atMost: (value: string) => `at most ${value}`,
    goal: (limits: string, isMet: boolean) => `Goal ${limits}: ${isMet ? 'met' : 'not met'}`,
    part: (name: string, part: string) => `${name}, ${part}`,
    protocol: { cpsc2019: 'CPSC 2019', ec57: 'EC57' },
    records: (count: number) => plural(count, 'record', 'records'),
    command: 'The command that gives this',
    results: {
      qrsAccuracy: 'R-detection accuracy',
      heartRateAccuracy: 'Heart-rate accuracy',
      sensitivity: 'Sensitivity',
      ppv: 'Positive predictive value',
      f1: 'F1 score',
      truePositives: 'Beats found',
      falsePositives: 'Beats too many',
      falseNegatives: 'Beats missed',
      medianErrorMs: 'Timing error, median',
      p95ErrorMs: 'Timing error, 95th percentile',
      inventedBeats: 'Invented beats',
      beatsPerMinute: 'Invented beats a minute',
      unreadableShare: 'Time marked unreadable',
      worstRateRatio: 'Heart rate found / true, furthest from 1',
      rightShare: 'Heart rates within 5 %',
    } as Readonly<Record<string, string>>,
    /** Parts of the data that results are told for. */
    parts: {
      'electrode-motion': 'electrode motion',
      wander: 'baseline wander',
      'mains-50': '50 Hz hum',
      'mains-60': '60 Hz hum',
      mixed: 'wander, muscle and motion mixed',
      pauses: 'pauses of 3 to 8 s',
      asystole: 'asystole of 30 s',
    } as Readonly<Record<string, string>>,
    none: 'Nothing was measured.',
  },
  facts: {
    title: 'Facts',
    parameters: 'Parameters',
    cost: 'Cost',
    costText: (operations: string) => `${operations} multiplications and additions for a second of ECG`,
    samplingRate: 'Sampling rate',
    samplingRateText: (rate: string) => `${rate}; other signals are resampled to it`,
    licence: 'Licence',
    sha256: 'SHA-256 of the network',
    version: 'Version',
  },
};
