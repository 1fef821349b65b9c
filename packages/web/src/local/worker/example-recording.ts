/** A recording that is made up in this browser, so that there is something to look at. */
import { inMemoryReader, type RecordingReader, referencePeaks, synthesizeRecording } from '@sinode/core';

/** What the one who marked its beats is called: the synthesis itself, which placed them. */
const ANNOTATOR = 'synthesis';

/** Two minutes with premature beats of both kinds and some movement: all the same each time. */
export function exampleRecording() {
  const { recording, annotations } = synthesizeRecording({
    seed: 7,
    durationSeconds: 120,
    samplingRate: 250,
    leads: ['II', 'V1', 'V5'],
    meanHeartRateBpm: 68,
    sdHeartRateBpm: 4,
    ventricularEctopicsPerMinute: 3,
    supraventricularEctopicsPerMinute: 2,
    noise: { wander: 1, muscle: 0.6, 'electrode-motion': 0.5 },
    snrDb: 16,
  });
  const reader: RecordingReader = inMemoryReader(recording);
  const reference = {
    annotator: ANNOTATOR,
    beats: Array.from(referencePeaks(annotations)),
    excluded: [],
  };
  return { reader, reference };
}
