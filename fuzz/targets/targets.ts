/** All that is fuzzed, by name. Loaded when asked for: the code under test needs its counters first. */
import type { Target } from '../target.ts';

const LOADERS = {
  mat: () => import('./mat.ts'),
  wfdb: () => import('./wfdb.ts'),
  edf: () => import('./edf.ts'),
  csv: () => import('./csv.ts'),
  json: () => import('./json.ts'),
  detect: () => import('./detect.ts'),
  upload: () => import('./upload.ts'),
  own: () => import('./own.ts'),
  // Everything that the fuzzer has to find, for its own test.
  trap: () => import('../testing/trap.ts'),
} satisfies Record<string, () => Promise<{ target: Target }>>;

export type TargetName = keyof typeof LOADERS;

export const TARGET_NAMES = (Object.keys(LOADERS) as TargetName[]).filter((name) => name !== 'trap');

export function isTargetName(name: string): name is TargetName {
  return name in LOADERS;
}

export async function loadTarget(name: TargetName): Promise<Target> {
  return (await LOADERS[name]()).target;
}
