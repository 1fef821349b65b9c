/**
 * Which lead to analyse when nobody says.
 */
import { LeadNotFoundError } from '../errors.ts';
import type { LeadInfo } from './recording.ts';

/** Leads in which the R wave usually stands out, best first; MLII is lead II of a Holter recorder. */
const PREFERRED_LEADS = ['ii', 'mlii', 'ecg', 'ecg1', 'i', 'v5', 'v2', 'v1'];

/**
 * @param leads - at least one
 * @param name - exactly as in the file, or in another case
 * @returns index into `leads`: the lead of that name, or without one the most suitable
 * @throws LeadNotFoundError when there is no lead of that name
 */
export function selectLead(leads: readonly LeadInfo[], name?: string): number {
  const names = leads.map((lead) => lead.name);
  if (name === undefined) {
    const lower = names.map((each) => each.toLowerCase());
    const [preferred = 0] = PREFERRED_LEADS.map((each) => lower.indexOf(each)).filter((index) => index >= 0);
    return preferred;
  }
  const exact = names.indexOf(name);
  if (exact >= 0) return exact;
  const sameWord = names.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (sameWord < 0) throw new LeadNotFoundError(name, names);
  return sameWord;
}
