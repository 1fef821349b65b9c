export const start = {
  pageTitle: 'Sinode · every heartbeat in an ECG',
  title: 'Find every heartbeat in an ECG',
  intro:
    'Sinode reads a recording, marks each R-peak on the trace, tells the heart rate, and says how far the signal can be trusted.',
  account: {
    title: 'Work with a server',
    /** What an account is good for. */
    text: 'With an account, recordings and corrections are kept, data sets evaluated and models compared.',
    signIn: 'Sign in',
    register: 'Make an account',
    first: 'This server is new: there is no account yet. The first one becomes its administrator’s.',
    makeFirst: 'Make the first account',
    closed: 'Accounts are made by whoever runs this server. Ask them for one.',
    away: 'The server does not answer just now. Files on this computer can be looked at all the same.',
  },
  signedIn: {
    title: (name: string) => `Welcome back, ${name}`,
    recordings: 'Recordings',
    recordingsText: 'The library and your own: upload, look, correct, export',
    evaluations: 'Evaluations',
    evaluationsText: 'How good the model is on annotated recordings',
    models: 'Models',
    modelsText: 'What each was trained on, its scores and its limits',
  },
  local: { title: 'A file on this computer' },
};
