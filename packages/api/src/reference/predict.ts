/** `POST /predict` of the reference contract. */
import { dirname } from 'node:path';
import { type Engine, TaskError } from '@sinode/engine';
import { z } from 'zod';
import type { App } from '../app.ts';
import { Problem } from '../http/problem.ts';
import { resolveInLibrary } from '../library/resolve-path.ts';
import { withoutFolder } from '../library/without-folder.ts';
import { detailRefusal } from './detail.ts';

const PredictRequest = z
  .object({
    data_path: z.string().describe('Folder inside the library of the server'),
    ecg_file: z.string().describe('Name of a recording in it, of any format'),
  })
  .meta({ id: 'PredictRequest', examples: [{ data_path: './data/', ecg_file: 'data_00001.mat' }] });

const PredictAnswer = z
  .object({
    hr: z
      .array(z.number().positive().nullable())
      .length(1)
      .describe(
        'Heart rate in bpm. Of a recording of 10 s the one that the CPSC 2019 challenge scores: from the beats after 5.5 s, a whole number; of others 60 / mean RR over the whole recording. null where it cannot be computed',
      ),
    qrs: z
      .array(z.int().nonnegative())
      .describe('R-peaks as sample positions from 0, in the sampling rate of the file, ascending'),
  })
  .meta({ id: 'PredictAnswer', examples: [{ hr: [72], qrs: [212, 629, 1046] }] });

/** The challenge's heart rate is defined for recordings of this length. */
const CHALLENGE_SECONDS = 10;

export function addPredict(app: App, { engine, libraryDir }: { engine: Engine; libraryDir: string }): void {
  app.route({
    method: 'POST',
    url: '/predict',
    config: { access: 'read', isReference: true },
    schema: {
      tags: ['reference'],
      operationId: 'predict',
      summary: 'Heart rate and R-peaks of a recording of the library',
      body: PredictRequest,
      response: {
        200: PredictAnswer,
        ...detailRefusal(404, 'There is no such file'),
      },
    },
    async handler({ body }) {
      const file = await resolveInLibrary(libraryDir, body.data_path, body.ecg_file);
      const analysis = await engine.analyze({ file }, { priority: 'interactive' }).catch((error: unknown) => {
        throw unsuitable(error, file);
      });
      const { durationSeconds, challengeHeartRate, heartRate, beats } = analysis;
      const hr = durationSeconds === CHALLENGE_SECONDS ? challengeHeartRate : heartRate;
      return { hr: [hr], qrs: [...beats] };
    },
  });
}

/** Whatever is wrong with a file that is there: it was a good request for something that cannot be analysed. */
function unsuitable(error: unknown, file: string): unknown {
  if (!(error instanceof TaskError) || error.code === 'BUG' || error.code === 'CLOSED') return error;
  return new Problem(422, 'UNREADABLE', withoutFolder(error.message, dirname(file)));
}
