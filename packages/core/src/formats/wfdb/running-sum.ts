/**
 * Format 8 stores how much each sample differs from the one before, so a sample is the sum of everything up to it.
 * Sums remembered along the way keep reading in pieces linear.
 */

/** One remembered sum for so many samples of the file. */
const SAMPLES_PER_CHECKPOINT = 65_536;

/**
 * @param samplesPerFrame - of all signals in the file
 * @param initialValue - what the first difference is added to
 * @param readDifferences - the signal's differences in consecutive frames
 * @returns a reader of ADC values, with the parameters of `readDifferences`
 * @see signal(5), "Format 8"
 */
export function createSummingReader(
  samplesPerFrame: number,
  initialValue: number,
  readDifferences: (firstFrame: number, frameCount: number) => Promise<Int32Array>,
): (firstFrame: number, frameCount: number) => Promise<Int32Array> {
  const framesPerCheckpoint = Math.max(1, Math.floor(SAMPLES_PER_CHECKPOINT / samplesPerFrame));
  /** The value before frame 0, before frame `framesPerCheckpoint`, and so on as far as anyone has read. */
  const checkpoints = [initialValue];
  /** Where the last piece ended: most often the next one starts there. */
  let last = { frame: 0, value: initialValue };

  return async (firstFrame, frameCount) => {
    const endFrame = firstFrame + frameCount;
    const checkpoint = Math.min(Math.floor(firstFrame / framesPerCheckpoint), checkpoints.length - 1);
    let frame = checkpoint * framesPerCheckpoint;
    let value = checkpoints[checkpoint];
    if (last.frame > frame && last.frame <= firstFrame) ({ frame, value } = last);

    let values = new Int32Array(0);
    while (frame < endFrame) {
      const untilCheckpoint = framesPerCheckpoint - (frame % framesPerCheckpoint);
      const untilWanted = frame < firstFrame ? firstFrame - frame : endFrame - frame;
      const blockFrames = Math.min(untilCheckpoint, untilWanted);
      const block = await readDifferences(frame, blockFrames);
      value = accumulate(block, value);
      if (frame >= firstFrame) {
        const perFrame = block.length / blockFrames;
        if (values.length === 0) values = new Int32Array(frameCount * perFrame);
        values.set(block, (frame - firstFrame) * perFrame);
      }
      frame += blockFrames;
      if (frame === checkpoints.length * framesPerCheckpoint) checkpoints.push(value);
    }
    last = { frame, value };
    return values;
  };
}

/** Replaces differences by their running sum, which starts from `value`, and returns the last. */
function accumulate(differences: Int32Array, value: number): number {
  let sum = value;
  for (let i = 0; i < differences.length; i++) {
    sum = (sum + differences[i]) | 0;
    differences[i] = sum;
  }
  return sum;
}
