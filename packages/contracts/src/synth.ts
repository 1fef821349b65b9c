import { z } from 'zod';
import { fromText, quantity, wholeNumber } from './numeric.ts';

const ONE_MONTH_SECONDS = 30 * 24 * 3600;

/** What a person may choose about synthetic recordings. */
export const SynthOptions = z.object({
  records: fromText(wholeNumber(1, 99_999)).default(10).describe('How many recordings'),
  seconds: fromText(
    quantity('seconds')
      .min(2, { error: 'must be at least 2 s' })
      .max(ONE_MONTH_SECONDS, { error: 'must be at most 30 days' }),
  )
    .default(10)
    .describe('Length of each, in seconds'),
  samplingRate: fromText(
    quantity('Hz')
      .min(125, { error: 'must be at least 125 Hz: the peak of a QRS has no exact place below that' })
      .max(10_000, { error: 'must be at most 10000 Hz' }),
  )
    .default(500)
    .describe('Hz'),
  seed: fromText(wholeNumber(0, 0xffff_ffff)).default(1).describe('The same seed gives the same files'),
});
export type SynthOptions = z.infer<typeof SynthOptions>;
