const ECG_LABEL = /^(ecg|ekg)/i;
const STANDARD_LEAD = /^((ml)?i{1,3}|av[rlf]|v[1-9]r?)$/i;

/** Whether a signal is an ECG by its name, as written in the file; there are ECGs with other names. */
export function looksLikeEcg(label: string): boolean {
  return ECG_LABEL.test(label) || STANDARD_LEAD.test(label);
}
