import { LeadNotFoundError, selectLead } from '@sinode/core';
import { invalidField } from '../http/problem.ts';
import type { RecordingRow } from '../recordings/find-recording.ts';

/**
 * @param name - as in the recording, or in another case
 * @returns the name of the lead as it stands in the recording
 * @throws Problem 422 where the recording has no such lead
 */
export function leadOf({ leads }: RecordingRow, name: string): string {
  try {
    return leads[selectLead(leads, name)]?.name ?? name;
  } catch (error) {
    if (error instanceof LeadNotFoundError) throw invalidField('lead', error.message.replace(/\.$/, ''));
    throw error;
  }
}
