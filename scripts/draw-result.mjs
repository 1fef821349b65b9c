/**
 * Draws the README's picture: ten seconds of a synthetic recording on ECG paper, with the beats that Sinode finds.
 *
 *   node scripts/draw-result.mjs > docs/images/result.svg
 */
import { createAnalyzer, inMemoryReader, synthesizeRecording } from '@sinode/core';
import { readModel } from '@sinode/core/node';
import { createNodeNetwork } from '@sinode/core/onnx-node';

/** ECG paper at its usual 25 mm/s and 10 mm/mV, 4 pixels to the millimetre. */
const PIXELS_PER_MM = 4;
const PIXELS_PER_SECOND = 25 * PIXELS_PER_MM;
const PIXELS_PER_MV = 10 * PIXELS_PER_MM;
const SECONDS = 10;
const START_SECONDS = 17;
const [WIDTH, HEIGHT] = [SECONDS * PIXELS_PER_SECOND, 260];
const BASELINE = 165;

const { card, bytes } = await readModel();
const analyze = createAnalyzer({ network: await createNodeNetwork(bytes, card), card });
const { recording } = synthesizeRecording({
  seed: 11,
  durationSeconds: 60,
  samplingRate: 500,
  leads: ['II'],
  meanHeartRateBpm: 72,
  ventricularEctopicsPerMinute: 10,
  noise: { wander: 1, muscle: 2 },
  snrDb: 14,
});
const analysis = await analyze(inMemoryReader(recording));

const first = START_SECONDS * recording.samplingRate;
const samples = recording.leads[0].samples.subarray(first, first + SECONDS * recording.samplingRate);
const x = (sample) => ((sample / recording.samplingRate) * PIXELS_PER_SECOND).toFixed(1);
const y = (mv) => (BASELINE - mv * PIXELS_PER_MV).toFixed(1);

const grid = (step, colour, width) => {
  const lines = [];
  for (let at = 0; at <= WIDTH; at += step) lines.push(`M${at} 0V${HEIGHT}`);
  for (let at = 0; at <= HEIGHT; at += step) lines.push(`M0 ${at}H${WIDTH}`);
  return `<path d="${lines.join('')}" stroke="${colour}" stroke-width="${width}" fill="none"/>`;
};
const trace = Array.from(samples, (mv, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(mv)}`).join('');
const beats = Array.from(analysis.beats, (beat) => beat - first).filter(
  (beat) => beat >= 0 && beat < samples.length,
);
const marks = beats.map(
  (beat) =>
    `<circle cx="${x(beat)}" cy="${y(samples[beat])}" r="5" fill="none" stroke="#0b6bcb" stroke-width="2"/>`,
);
const rates = beats.slice(1).map((beat, i) => {
  const bpm = Math.round((60 * recording.samplingRate) / (beat - beats[i]));
  return `<text x="${x((beat + beats[i]) / 2)}" y="24" text-anchor="middle" class="rate">${bpm}</text>`;
});

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
  aria-label="Ten seconds of ECG on paper grid; each R-peak carries a ring and each interval its heart rate in bpm">
<style>text{font-family:system-ui,sans-serif;fill:#123}.rate{font-size:14px;fill:#0b6bcb}.small{font-size:12px}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fffafa"/>
${grid(PIXELS_PER_MM, '#f8dede', 0.5)}
${grid(5 * PIXELS_PER_MM, '#efbcbc', 0.8)}
<path d="${trace}" fill="none" stroke="#1b1b1b" stroke-width="1.4" stroke-linejoin="round"/>
${marks.join('\n')}
${rates.join('\n')}
<text x="8" y="24" class="rate">bpm</text>
<text x="8" y="${HEIGHT - 8}" class="small">lead II, 25 mm/s, 10 mm/mV, synthetic; heart rate ${analysis.heartRate.toFixed(0)} bpm over ${analysis.durationSeconds} s, quality ${analysis.quality.verdict}</text>
</svg>`);
