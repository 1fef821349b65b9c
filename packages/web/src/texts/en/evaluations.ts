function number(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}

function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const recordings = (count: number) => plural(count, 'recording', 'recordings');
const records = (count: number) => plural(count, 'record', 'records');
const beats = (count: number) => plural(count, 'beat', 'beats');

export const evaluations = {
  title: 'Evaluations',
  intro:
    'How good is the model? An evaluation runs it over recordings whose beats people have marked, and counts what it finds, misses and makes up.',
  documentTitle: (name: string) => `${name} · Sinode`,
  recordings,
  records,
  beats,

  protocols: {
    cpsc2019: {
      name: 'CPSC 2019',
      short: 'points for each recording',
      explanation:
        'The score of the China Physiological Signal Challenge 2019, for its recordings of 10 s. Each gets points for its beats: 1 when all are found within 75 ms and nothing else, 0.7 with one beat too many, 0.3 with one missed, 0 with more errors. It gets points for its heart rate too: 1 within 2 % of the reference, fewer further away. The figures are the means of these points.',
      tolerance: 'within 75 ms',
    },
    ec57: {
      name: 'EC57',
      short: 'beats counted one by one',
      explanation:
        'Beats counted one by one, as in the standard ANSI/AAMI EC57, for recordings of any length. A beat is right when it lies within 150 ms (or what you choose) of a reference beat, each with one partner; the rest are missed or too many. The figures are from the sums over all recordings.',
      tolerance: (ms: string) => `within ${ms}`,
    },
  },

  states: {
    queued: 'waiting',
    running: 'running',
    done: 'done',
    failed: 'failed',
    cancelled: 'stopped',
  },

  source: {
    library: 'Library',
    corrections: 'My corrections',
    chosenCorrections: (count: number) => `My corrections of ${recordings(count)}`,
    synthetic: 'synthetic',
    syntheticNotice:
      'These recordings are synthetic. They show how everything works; they say nothing about real hearts.',
  },

  figures: {
    files: { name: 'Records', explanation: 'Recordings that were scored' },
    qrsAccuracy: {
      name: 'R-detection accuracy',
      explanation: 'Mean points for beats: 1 where all beats of every recording are right',
    },
    heartRateAccuracy: {
      name: 'Heart-rate accuracy',
      explanation: 'Mean points for the heart rate: 1 where all are within 2 % of the reference',
    },
    sensitivity: { name: 'Sensitivity', explanation: 'Beats found, of those that are there' },
    ppv: { name: 'Positive predictive value', explanation: 'Beats that are there, of those found' },
    f1: { name: 'F1 score', explanation: 'Sensitivity and positive predictive value in one' },
    counts: {
      name: 'Beats',
      explanation: (found: string, missed: string, extra: string) =>
        `${found} found, ${missed} missed, ${extra} too many`,
    },
    interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
    computing: 'Interval is being computed …',
    noInterval: 'No interval: it takes two records at least',
    noSpread: 'No interval: all records scored alike, so their spread says nothing about others',
    intervalExplanation:
      'Intervals tell how far a figure might be off for other recordings of the same kind: 2000 times, as many records are drawn from these at random, and 95 % of the results lie within.',
    speed: (ecg: string, wall: string) => `${ecg} of ECG in ${wall}.`,
    notMedical: 'Not a medical device. These figures are for research and engineering.',
  },

  training: {
    badge: (seen: number, of: number) => `${seen} of ${of} seen in training`,
    none: 'No record was in the training data',
    title: (seen: number, of: number) =>
      seen === of
        ? `All ${recordsOf(of)} were in the training data of this model`
        : `${seen} of ${recordsOf(of)} ${seen === 1 ? 'was' : 'were'} in the training data of this model`,
    some: (seen: number) =>
      `${seen === 1 ? 'It says' : 'They say'} nothing about new recordings: the model has learned from ${seen === 1 ? 'it' : 'them'}, and knows the answers.`,
    all: 'These figures tell how well it remembers, not how well it does on new recordings. Evaluate it on recordings that it has not seen.',
    leaveOut: (unseen: number) => `Only the ${records(unseen)} that it has not seen`,
    isLeftOut: (unseen: number) => `Everything below is about the ${records(unseen)} that it has not seen.`,
  },

  list: {
    empty: {
      title: 'No evaluation yet',
      text: 'An evaluation runs the model over recordings whose beats people have marked, and counts how many beats it finds, misses and makes up. So you know how far to trust it on recordings like these.',
      action: 'Start your first evaluation',
    },
    more: 'Show older ones',
    label: 'Evaluations, the newest first',
    created: (when: string) => `Started ${when}`,
    scoredSoFar: (percent: string, listed: number) => `${percent} of ${records(listed)}`,
    compare: {
      choose: (name: string) => `Compare ${name}`,
      button: 'Compare the two',
      hint: 'Choose two finished evaluations of the same protocol to compare them.',
      one: 'Choose another one with the same protocol.',
      ready: 'Two are chosen.',
      clear: 'Clear the choice',
    },
    delete: (name: string) => `Delete ${name}`,
  },

  form: {
    open: 'New evaluation',
    title: 'New evaluation',
    data: 'Data',
    dataDescription: 'Recordings whose beats people have marked',
    facts: (count: number, duration: string) => `${recordings(count)}, ${duration}`,
    unmarked: 'nobody has marked its beats',
    emptyLibrary: 'The library has no recordings yet. Whoever runs this server can put some there.',
    scanning: 'The library is being looked through; more data sets may appear.',
    corrections: 'My corrections',
    correctionsDescription: 'The beats as you corrected them are the reference; your latest version of each',
    protocol: 'Protocol',
    protocolDescription: 'How the model is judged',
    challengeOnly: 'Only for recordings in the layout of the challenge',
    model: 'Model',
    notLoaded: (name: string) => `${name} (not loaded by this server)`,
    name: 'Name',
    nameDescription: 'So that you find it again; without one it is called after its data',
    annotator: 'Reference',
    annotatorDescription: 'Ending of the annotation files: whose marks count',
    more: 'More settings',
    lead: 'Lead',
    leadDescription: 'As named in the files; without one, the lead that shows the beats best',
    span: 'What is scored',
    spanAll: 'The whole recording',
    spanAnnotated: 'From the first to the last reference beat, where the edges were not marked',
    tolerance: 'Tolerance in ms',
    toleranceDescription: 'A beat this far from its reference still counts as found; 150 ms by the standard',
    fromSeconds: 'Leave out at the start, in s',
    fromSecondsDescription: 'Of each recording; 0 scores it from its beginning',
    fixed: 'The challenge fixes all of these.',
    submit: 'Start',
    modelFailed: 'The models could not be read.',
  },

  running: {
    title: 'Evaluation in progress',
    queued: 'It waits for its turn.',
    progress: (done: number, listed: number) => `${done} of ${records(listed)} scored`,
    left: (duration: string) => `about ${duration} left`,
    leave: 'You can leave this page; it goes on, and you find it in the list.',
    soFar: 'So far',
    announce: (percent: string) => `${percent} done`,
    done: 'The evaluation is done.',
    label: 'Progress',
  },
  failed: {
    title: 'The evaluation failed',
    again: 'Start it once more; if it fails again, tell whoever runs this server.',
  },
  cancelled: {
    title: 'The evaluation was stopped',
    text: 'What was scored until then is below. The figures are those of these records only.',
  },
  cancel: {
    button: 'Stop',
    title: 'Stop this evaluation?',
    text: 'It is stopped and forgotten, with the scores that it has so far.',
    confirm: 'Stop and forget',
    back: 'Let it run',
    done: 'The evaluation was stopped.',
  },
  delete: {
    button: 'Delete',
    title: 'Delete this evaluation?',
    text: (name: string) => `“${name}” and its scores are deleted for good. The recordings stay.`,
    confirm: 'Delete',
    back: 'Keep it',
    done: (name: string) => `“${name}” was deleted.`,
  },

  page: {
    back: 'All evaluations',
    results: 'Results',
    settings: 'Settings',
    data: 'Data',
    protocol: 'Protocol',
    model: 'Model',
    lead: 'Lead',
    anyLead: 'the one that shows the beats best',
    reference: 'Reference',
    challengeReference: 'of the challenge',
    correctedReference: 'my corrections',
    tolerance: 'Tolerance',
    span: 'Scored',
    from: (duration: string) => `from ${duration} on`,
    finished: 'Finished',
    download: 'Download',
    csv: 'Scores of the records (CSV)',
    json: 'Whole report (JSON)',
    print: 'Print',
    downloadFailed: 'The download did not work',
    nothingScored: 'No record could be scored.',
  },

  unscored: {
    title: (count: number) => `${records(count)} could not be scored`,
    text: (count: number) =>
      count === 1
        ? 'Its reference beats cannot be read, so there is nothing to score against. It is not part of the figures.'
        : 'Their reference beats cannot be read, so there is nothing to score against. They are not part of the figures.',
  },

  table: {
    title: 'Records',
    intro: 'The worst first. Each opens its recording at the first difference from the reference.',
    introCorrections: 'The worst first. Each opens its recording.',
    scroll: 'Scores of the records',
    caption: (first: number, last: number, all: number) =>
      `${number(first)} to ${number(last)} of ${number(all)}`,
    sortBy: (column: string) => `Sort by ${column}`,
    pages: 'Pages of the table',
    page: (page: number) => `Page ${page}`,
    previous: 'Previous page',
    next: 'Next page',
    seen: 'seen',
    unseen: 'new',
    notAnalysed: 'Could not be analysed; counted as if no beat had been found.',
    columns: {
      record: 'Record',
      lead: 'Lead',
      qrsScore: 'QRS points',
      heartRateScore: 'Heart-rate points',
      f1: 'F1',
      beats: 'Reference beats',
      falseNegatives: 'Missed',
      falsePositives: 'Too many',
      heartRate: 'Heart rate (bpm)',
      referenceHeartRate: 'Reference (bpm)',
      seenInTraining: 'In training',
    },
  },

  plots: {
    title: 'Plots',
    showTable: 'Show the data as a table',
    hideTable: 'Hide the table',
    hint: 'Choose a point to open its recording.',
    loading: 'The plot is being drawn …',
    tableLabel: (plot: string) => `Data of “${plot}”`,
    agreement: {
      title: 'Heart rate: agreement with the reference',
      summary: ({
        records: count,
        bias,
        lower,
        upper,
      }: {
        records: number;
        bias: string;
        lower: string;
        upper: string;
      }) =>
        `Bland–Altman plot of ${records(count)}: on average the heart rate differs from the reference by ${bias}; 95 % of the differences are expected between ${lower} and ${upper}.`,
      leftOut: (count: number) =>
        `${records(count)} without a heart rate, or without one to compare it with, ${count === 1 ? 'is' : 'are'} not shown.`,
      none: 'No plot: it takes two records with a heart rate and a reference to compare it with.',
      x: 'Mean of both (bpm)',
      y: 'Difference (bpm)',
      bias: (figure: string) => `bias ${figure}`,
      upper: (figure: string) => `+1.96 SD ${figure}`,
      lower: (figure: string) => `−1.96 SD ${figure}`,
      columns: ['Record', 'Heart rate (bpm)', 'Reference (bpm)', 'Difference (bpm)'],
      point: (record: string, mean: string, difference: string) =>
        `${record}: mean ${mean}, difference ${difference}`,
    },
    timing: {
      title: 'Timing: distance from the reference',
      summary: ({
        beats: count,
        median,
        percentile95,
        shift,
      }: {
        beats: number;
        median: string;
        percentile95: string;
        shift: string;
      }) =>
        `Histogram of ${beats(count)}: half of them lie within ${median} of their reference and 95 % within ${percentile95}; the median shift is ${shift}.`,
      outside: (count: number, limit: string) =>
        `${beats(count)} further away than ${limit} ${count === 1 ? 'is' : 'are'} not drawn.`,
      hint: 'Point at a bar to see how many beats it holds.',
      none: 'No plot: no beat was found.',
      notKept:
        'No plot: this evaluation is older than this plot, and its distances were not kept. Run it again to see them.',
      x: 'Detected minus reference (ms)',
      y: 'Beats',
      columns: ['Distance (ms)', 'Beats'],
      bin: (centre: string, count: number) => `${centre}: ${beats(count)}`,
    },
    scores: {
      titleF1: 'F1 by record',
      titleQrs: 'QRS points by record',
      summary: ({
        records: count,
        median,
        worst,
        record,
        perfect,
      }: {
        records: number;
        median: string;
        worst: string;
        record: string;
        perfect: number;
      }) =>
        perfect === count
          ? `${records(count)}, all without an error.`
          : `${records(count)}, the worst first: ${number(perfect)} without an error, median ${median}, worst ${worst} (${record}).`,
      none: 'No plot: no record has a score.',
      x: 'Records, the worst first',
      yF1: 'F1 (%)',
      yQrs: 'QRS points',
      columnsF1: ['Place', 'Record', 'F1'],
      columnsQrs: ['Place', 'Record', 'QRS points'],
      point: (record: string, score: string) => `${record}: ${score}`,
    },
  },

  comparison: {
    title: 'Comparison',
    intro: (a: string, b: string) => `What changes from “${a}” to “${b}”`,
    choose: 'Choose two evaluations in the list to compare them.',
    toList: 'To the evaluations',
    a: 'Before',
    b: 'After',
    swap: 'Swap the two',
    totals: 'Figures',
    figure: 'Figure',
    difference: 'Difference',
    verdict: 'More than chance?',
    scroll: 'Figures of both evaluations',
    counts: {
      truePositives: 'Beats found',
      falsePositives: 'Beats too many',
      falseNegatives: 'Beats missed',
    },
    better: 'better, by more than chance explains',
    worse: 'worse, by more than chance explains',
    chance: 'could be chance',
    same: 'no difference',
    unknown: 'cannot be told',
    interval: (low: string, high: string) => `${low} to ${high}`,
    nothingInCommon: 'There is no record that both scored, so there are no differences to compute.',
    intervalExplanation: (inBoth: number) =>
      `Differences, and their 95 % intervals, are over the ${records(inBoth)} that both scored: 2000 times, as many are drawn from them at random, each with both of its scores. Where 0 is outside the interval, the difference is more than chance explains. Differences of percentages are in percentage points.`,
    onlyIn: (inA: number, inB: number) =>
      `${records(inA)} only in the first, ${records(inB)} only in the second: they are part of the figures, not of the differences.`,
    warning: 'They do not differ in the model alone',
    warnings: {
      data: 'They are about different data.',
      records: 'The records are not the same.',
      annotator: 'They have different references.',
      lead: 'They were asked for different leads.',
      span: 'Different parts of the recordings are scored.',
      fromSeconds: 'A different time is left out at the start.',
      toleranceMs: 'Their tolerances differ.',
    },
    sameModel: 'Both are of the same model and version.',
    sameModelOtherwise: 'The same model and version, asked in another way',
    records: {
      worse: (count: number) => `Worse: ${records(count)}`,
      better: (count: number) => `Better: ${records(count)}`,
      unchanged: (count: number) => `${records(count)} did not change.`,
      none: 'No record changed.',
      record: 'Record',
      change: 'Change',
      before: 'Before',
      after: 'After',
      points: (signed: string) => `${signed} points`,
      errors: (count: number, isFewer: boolean) =>
        `${plural(count, 'error', 'errors')} ${isFewer ? 'fewer' : 'more'}`,
      challenge: (qrs: string, heartRate: string) => `QRS ${qrs}, heart rate ${heartRate}`,
      counted: (missed: number, extra: number) => `${missed} missed, ${extra} too many`,
    },
  },
};

function recordsOf(count: number): string {
  return plural(count, 'record', 'records');
}
