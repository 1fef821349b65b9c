import { administration } from './administration.ts';
import { common } from './common.ts';
import { evaluations } from './evaluations.ts';
import { local } from './local.ts';
import { models } from './models.ts';
import { recording } from './recording.ts';
import { recordings } from './recordings.ts';
import { session } from './session.ts';
import { start } from './start.ts';

export const english = {
  administration,
  common,
  evaluations,
  local,
  models,
  recording,
  recordings,
  session,
  start,
};
