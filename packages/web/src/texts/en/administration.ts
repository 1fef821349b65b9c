function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}

function recordings(count: number): string {
  return plural(count, 'recording', 'recordings');
}

function analyses(count: number): string {
  return plural(count, 'analysis', 'analyses');
}

export const administration = {
  documentTitle: (name: string) => `${name} · Sinode`,
  pages: 'Administration',
  nav: { models: 'Models', shadow: 'Shadow', drift: 'Input drift' },
  forbidden: {
    title: 'For administrators only',
    text: 'This page shows and changes how the whole server works. If you need it, ask whoever runs this server to make your account an administrator’s.',
    back: 'To the start',
  },
  /** @param model - name and version */
  identity: (name: string, version: string) => `${name} ${version}`,
  under: (share: string) => `under ${share}`,
  days: {
    label: 'Look back over',
    option: (days: number) => plural(days, 'day', 'days'),
  },

  models: {
    title: 'Models of this server',
    intro: 'Which network answers, which one is tried beside it, and what became of them before.',
    add: 'Add a model',
    current: {
      title: 'Answers now',
      since: (moment: string) => `Since ${moment}`,
      sinceStart: 'The one that this server was set up with; none was ever promoted',
      rollBack: 'Roll back …',
      rollBackTo: (model: string) => `A rollback makes ${model} answer again.`,
      nothingBefore: 'There is nothing to roll back to.',
    },
    candidate: {
      title: 'Runs in the shadow',
      none: 'None. A candidate analyses a share of the recordings after the current model did; its beats are compared and shown to nobody else. Choose one in the table below.',
      share: (share: string, moment: string) => `On ${share} of the recordings, since ${moment}`,
      agreement: 'How far it agrees',
      change: 'Change the share …',
      stop: 'Stop …',
    },
    table: {
      title: 'All versions',
      label: 'All versions of models',
      columns: { model: 'Model', role: 'Role', origin: 'From', size: 'Size', actions: 'Actions' },
      roles: { current: 'current', candidate: (share: string) => `candidate, ${share}`, none: 'not in use' },
      default: 'the one of SINODE_MODEL',
      shipped: 'comes with Sinode',
      added: (date: string, by: string | null) =>
        by === null ? `added ${date} on the command line` : `added ${date} by ${by}`,
      parameters: (count: string) => `${count} parameters`,
      noProfile: 'no profile of its training data',
      noProfileHelp:
        'Its card does not say what its training data were like: input drift cannot be told for it.',
      actions: (model: string) => `Actions for ${model}`,
      promote: 'Promote …',
      shadow: 'Run in the shadow …',
      share: 'Change the share …',
      stop: 'Stop the shadow …',
      remove: 'Remove …',
    },
    processes: {
      title: 'Processes',
      intro:
        'Each process of the server loads a model by itself, within seconds. This is what each last said.',
      scroll: 'Processes of the server',
      none: 'No process has given a sign of life in the last two minutes.',
      columns: {
        role: 'Process',
        current: 'Answers with',
        candidate: 'In the shadow',
        state: 'State',
        seen: 'Seen',
      },
      roles: { all: 'everything', api: 'API', worker: 'worker' },
      noCandidate: 'none',
      inStep: 'in step',
      notInStep: 'not in step',
      warning: (behind: number, all: number) =>
        `${number(behind)} of ${plural(all, 'process', 'processes')} ${behind === 1 ? 'does' : 'do'} not answer with what it should`,
      warningText:
        'They change within seconds as a rule. If this stays, look at the reason in the table and at the log of the process; starting it again makes it load anew.',
    },
    history: {
      title: 'History',
      list: 'What happened, the newest first',
      none: 'Nothing yet: no model was ever promoted or tried in the shadow.',
      more: 'Show more',
      builtIn: 'the model that the server was set up with',
      promoted: (model: string) => `${model} was promoted`,
      rolledBack: (model: string) => `Rolled back to ${model}`,
      shadowStarted: (model: string, share: string) => `${model} began to run in the shadow on ${share}`,
      shadowStopped: 'The shadow was stopped',
      by: (name: string) => `by ${name}`,
      byCommandLine: 'by the command line, or an account that is gone',
      reason: (reason: string) => `“${reason}”`,
    },
    change: {
      reason: 'Why? (optional)',
      reasonHelp: 'For those who read the history later.',
      share: 'Share of the recordings (%)',
      shareHelp:
        'A recording is always in it or never. The candidate works when the server has nothing else to do, and so much of its work is done twice.',
      shareProblem: 'A number above 0, and 100 at most.',
      promote: {
        title: (model: string) => `Promote ${model}?`,
        text: (before: string) =>
          `All processes load it and answer with it within seconds, without a restart. Analyses that are there stay as they are. You can roll back to ${before}.`,
        confirm: 'Promote',
        done: (model: string) => `${model} answers from now on.`,
      },
      rollBack: {
        title: (model: string) => `Roll back to ${model}?`,
        text: (now: string) =>
          `It answers again within seconds in place of ${now}. Analyses that are there stay as they are.`,
        confirm: 'Roll back',
        done: (model: string) => `${model} answers again.`,
      },
      shadow: {
        title: (model: string) => `Run ${model} in the shadow`,
        text: (current: string) =>
          `It analyses recordings after ${current} has answered, and what both found is compared. Nobody is answered with what it finds.`,
        instead: (candidate: string) => `It takes the place of ${candidate}.`,
        confirm: 'Start',
        change: 'Change the share',
        done: (model: string) => `${model} runs in the shadow now.`,
      },
      stop: {
        title: (model: string) => `Stop the shadow of ${model}?`,
        text: 'What was compared stays to be looked at. It can be started again at any time.',
        confirm: 'Stop it',
        back: 'Let it run',
        done: 'The shadow was stopped.',
      },
      remove: {
        title: (model: string) => `Remove ${model}?`,
        text: 'The server forgets its files. Analyses that it made stay. It can be added again.',
        confirm: 'Remove',
        back: 'Keep it',
        done: (model: string) => `${model} was removed.`,
      },
    },
    upload: {
      title: 'Add a model',
      intro:
        'The three files of its folder, as the training writes them: model.onnx, model.json and parity.json. The server tries it before it stores it: the hash on its card, the shapes of input and output, and known probabilities. It answers nobody until you promote it.',
      choose: 'Choose the files',
      chosen: (name: string, size: string) => `${name}, ${size}`,
      missing: (names: string) => `Still missing: ${names}.`,
      unknown: (names: string) => `Not part of a model, and left out: ${names}.`,
      files: 'Files chosen',
      submit: 'Add',
      progress: 'Upload',
      sending: (percent: string) => `${percent} sent`,
      checking: 'Sent. The server tries the model …',
      done: (model: string) => `${model} was added. It answers nobody yet: try it in the shadow first.`,
    },
  },

  shadow: {
    title: 'Agreement in the shadow',
    intro: 'How far a candidate finds what the current model finds, on the same recordings.',
    running: (candidate: string, current: string, share: string) =>
      `${candidate} runs beside ${current} on ${share} of the recordings.`,
    stopped: (candidate: string) => `${candidate} ran last. No shadow runs now.`,
    promote: 'Promote …',
    stop: 'Stop the shadow …',
    updates: 'These figures follow by themselves while the shadow runs.',
    never: {
      title: 'No shadow ran yet',
      text: 'Try a model on real recordings before anybody is answered with it:',
      steps: [
        'Open “Models” and choose the version to try, or add it.',
        'Choose “Run in the shadow”, and a share: 20 % is a good start, 100 % is quicker.',
        'Come back here when recordings were analysed.',
      ],
      toModels: 'To the models',
    },
    waiting: {
      title: 'Nothing was compared yet',
      text: (days: string) =>
        `In the last ${days} no recording was analysed by both. Figures appear here soon after the next analyses.`,
      stoppedText: (days: string) => `In the last ${days} no recording was analysed by both.`,
    },
    few: (count: number) =>
      `Only ${recordings(count)} so far: these figures can still change a lot. A hundred or more say something.`,
    result: 'Agreement',
    figures: {
      comparisons: {
        name: 'Recordings compared',
        failed: (count: number) =>
          count === 0
            ? 'The candidate could analyse all of them.'
            : `${recordings(count)} could not be analysed by the candidate; counted as if it had found no beat.`,
      },
      f1: {
        name: 'Agreement of beats (F1)',
        explanation:
          'Beats within 150 ms of each other. Not a score: where they differ, either may be right.',
        interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
        noInterval: 'No interval: too few recordings, or no difference between them.',
        none: 'Neither found a beat.',
      },
      beats: {
        name: 'Beats of both',
        explanation: (current: string, candidate: string) =>
          `${current} only by the current model, ${candidate} only by the candidate.`,
      },
      heartRate: {
        name: 'Heart rate, on average',
        explanation: 'Candidate minus current model, whole recordings.',
        none: 'No recording has a heart rate from both.',
      },
      within: {
        name: 'Heart rates within 5 bpm',
        explanation: (percentile: string) => `95 % of them differ by ${percentile} at most.`,
      },
      speed: {
        name: 'Time of the candidate',
        value: (ratio: string) => `× ${ratio}`,
        explanation: 'As a multiple of the time of the current model for the same recordings.',
      },
    },
    notCompared: (busy: number, failed: number) =>
      `${[
        'Since the process that answered this page was started',
        ...(busy > 0
          ? [`${analyses(busy)} ${busy === 1 ? 'was' : 'were'} not compared because the server was busy`]
          : []),
        ...(failed > 0 ? [`${analyses(failed)} because something went wrong (see its log)`] : []),
      ].join(', ')}.`,
    plot: {
      title: 'Heart rate: difference of the two',
      summary: (count: number, same: string) =>
        `Histogram of ${recordings(count)} by how far the heart rate of the candidate lies above (+) or below (−) that of the current model; ${same} of them lie within half a bpm.`,
      none: 'No plot: no recording has a heart rate from both.',
      hint: 'Point at a bar to see how many recordings it holds.',
      x: 'Candidate minus current (bpm)',
      y: 'Recordings',
      columns: ['Difference (bpm)', 'Recordings'],
      orLess: (bpm: string) => `${bpm} or less`,
      orMore: (bpm: string) => `${bpm} or more`,
      bin: (label: string, count: number) => `${label} bpm: ${recordings(count)}`,
    },
    worst: {
      title: 'Where they disagree most',
      intro:
        'The recordings with the most beats that only one of the two has found. Recordings stay their owners’: you can open your own and those of the library.',
      none: 'Nowhere: both found the same beats in every recording.',
      scroll: 'Recordings with the most disagreement',
      recording: 'Recording',
      open: (id: string) => `Open the recording ${id}`,
      when: 'Analysed',
      both: 'Both',
      onlyCurrent: 'Only current',
      onlyCandidate: 'Only candidate',
      heartRate: 'Heart rate, current → candidate',
      rates: (current: string, candidate: string) => `${current} → ${candidate}`,
    },
  },

  drift: {
    title: 'Input drift',
    intro:
      'Whether what is analysed here still looks like what the current model was trained on. Only counts are kept; nothing leads from them to a recording or a person.',
    about: (model: string, count: number, days: string) => `${model}, ${analyses(count)} in the last ${days}`,
    none: {
      title: 'Nothing was analysed yet',
      text: (days: string) =>
        `In the last ${days} this server has analysed nothing. Look back over more days, or come back after some analyses.`,
    },
    overall: {
      stable: {
        title: 'As in training',
        text: 'All that can be told is as it was in the training data. Nothing to do.',
      },
      moderate: {
        title: (features: string) => `Somewhat different: ${features}`,
        text: 'This often comes and goes. Look again in some days; if it grows, do what is listed below.',
      },
      shifted: {
        title: (features: string) => `Different from training: ${features}`,
        text: 'The scores of the model were not measured on signals like these. It may be as good on them, or not:',
      },
      'too-few': {
        title: 'Too few to tell',
        text: (count: number, atLeast: number) =>
          `${analyses(count)} so far, and it takes ${number(atLeast)} to say anything. The histograms below show what there is.`,
      },
      'no-profile': {
        title: 'This model cannot tell',
        text: (model: string) =>
          `The card of ${model} has no profile of its training data, so there is nothing to compare with. Its mean and spread here are shown all the same.`,
        help: 'Whoever has the training data can compute the profile and write it into the card (scripts/profile-model.mjs), and add the model again under a new version.',
      },
    },
    todo: {
      title: 'What to do',
      items: [
        'Look at what changed: a new device, another gain or unit, a filter, other electrodes, other patients.',
        'Sampling rate and QRS height are evened out before the model sees a signal: if these alone have moved, other devices came, and it may well be as good. Noise, quality and confidence tell of the signal itself.',
        'Wrong units or a wrong sampling rate show as a QRS height or heart rate that is off by a constant factor: correct the files.',
        'Have reference beats set on some of the new recordings, or correct their beats, and evaluate the model on them.',
        'If it is worse there, train it with such recordings, and try the new version in the shadow before you promote it.',
      ],
    },
    status: {
      stable: 'stable',
      moderate: 'moderate shift',
      shifted: 'shifted',
      'too-few': 'too few to tell',
      'no-profile': 'no profile',
    },
    parts: 'What is looked at',
    features: {
      'qrs-height': { name: 'QRS height', text: 'Height of the QRS complexes' },
      noise: { name: 'Noise', text: 'Noise between the beats, as a part of the QRS height' },
      'sampling-rate': { name: 'Sampling rate', text: 'Of the recordings, before they are resampled' },
      'heart-rate': { name: 'Heart rate', text: 'As the model found it' },
      quality: { name: 'Quality', text: 'Verdict on the signal' },
      'low-confidence': {
        name: 'Low confidence',
        text: 'Share of the beats that the model is less than 90 % sure of',
      },
    },
    feature: {
      title: (name: string, unit: string) => (unit === '' ? name : `${name} (${unit})`),
      index: (index: string) => `Stability index ${index}`,
      /** Without means where there are classes instead of numbers. */
      summary: (count: number, live: string | null, training: string | null) =>
        `${[
          analyses(count),
          ...(live === null
            ? []
            : [`mean ${live}${training === null ? '' : ` here, ${training} in training`}`]),
        ].join(', ')}.`,
      none: 'It could not be told of any analysis.',
      live: 'here',
      training: 'in training',
      hint: 'Point at a bar to see its figures.',
      y: 'Share (%)',
      bin: (label: string, live: string, training: string | null) =>
        training === null ? `${label}: ${live}` : `${label}: ${live} here, ${training} in training`,
      columns: (unit: string) => [unit === '' ? 'Class' : `Range (${unit})`, 'Here', 'In training'],
    },
    explanation:
      'The population stability index adds up, over the parts of a histogram, how far the shares here lie from those in training. By custom, below 0.1 is stable, to 0.25 a moderate shift, and above shifted.',
  },
};
