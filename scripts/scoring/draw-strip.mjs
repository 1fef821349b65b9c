/** Ten seconds of a lead as an SVG on the standard grid, with the reference's beats, those found, and what went wrong. */

const PIXELS_PER_MM = 4;
const MM_PER_SECOND = 25;
const HEIGHT_MM = 60;
const TITLE_PIXELS = 26;
/** mm/mV; the first at which the trace fits, as on recorders. */
const GAINS = [20, 10, 5, 2.5, 1, 0.5, 0.25];
/** Above it a beat needs no rhythm to be believed; drawn as a full ring. */
const SURE_CONFIDENCE = 0.9;

const INK = '#1b1b1b';
const FOUND = '#0b5cab';
const DOUBTFUL = '#b45309';
const REFERENCE = '#4b5563';
const ERROR = '#b3261e';

/**
 * @param samples - mV, of the whole lead
 * @param beats - sample indices found, with `confidence` for each
 * @param match - as `matchBeats` gives it
 * @param unreadable - `{ startSeconds, endSeconds }` of the stretches that were given up
 */
export function drawStrip({ title, samples, samplingRate, fromSeconds, seconds, ...marks }) {
  const from = Math.round(fromSeconds * samplingRate);
  const to = Math.min(samples.length, from + Math.round(seconds * samplingRate));
  const piece = samples.subarray(from, to);
  const width = seconds * MM_PER_SECOND * PIXELS_PER_MM;
  const height = HEIGHT_MM * PIXELS_PER_MM;
  const finite = piece.filter(Number.isFinite);
  const [lowest, highest] = [Math.min(...finite), Math.max(...finite)];
  const gain = GAINS.find((each) => (highest - lowest) * each <= HEIGHT_MM * 0.6) ?? GAINS.at(-1);
  const middle = TITLE_PIXELS + height / 2;
  const x = (sample) => ((sample - from) / samplingRate) * MM_PER_SECOND * PIXELS_PER_MM;
  const y = (mv) => middle - (mv - (lowest + highest) / 2) * gain * PIXELS_PER_MM;
  const shown = (sample) => sample >= from && sample < to;

  const { beats, confidence, match, unreadable } = marks;
  const bottom = TITLE_PIXELS + height;
  const referenceY = bottom - 14;
  const parts = [
    text(8, 18, `${title} · ${gain} mm/mV`, INK, 14, 'start'),
    `<rect y="${TITLE_PIXELS}" width="${width}" height="${height}" fill="url(#grid)"/>`,
    ...unreadable.map(({ startSeconds, endSeconds }) => {
      const left = Math.max(0, x(startSeconds * samplingRate));
      const right = Math.min(width, x(endSeconds * samplingRate));
      return right <= left
        ? ''
        : `<rect x="${left}" y="${TITLE_PIXELS}" width="${right - left}" height="${height}" fill="#6b7280" opacity="0.25"/>`;
    }),
    ...tracePaths(piece, (i) => x(from + i), y),
  ];
  for (const [i, beat] of beats.entries()) {
    if (!shown(beat)) continue;
    const isSure = confidence[i] >= SURE_CONFIDENCE;
    const style = `fill="none" stroke="${isSure ? FOUND : DOUBTFUL}" stroke-width="2"`;
    parts.push(
      `<circle cx="${x(beat).toFixed(1)}" cy="${y(samples[beat]).toFixed(1)}" r="5" ${style}${isSure ? '' : ' stroke-dasharray="3 2"'}/>`,
      text(
        x(beat),
        TITLE_PIXELS + 14,
        confidence[i].toFixed(2).replace(/^0/, ''),
        isSure ? FOUND : DOUBTFUL,
        11,
      ),
    );
  }
  for (let i = 0; i < match.pairs.length; i += 2) {
    if (shown(match.pairs[i])) {
      parts.push(
        `<circle cx="${x(match.pairs[i]).toFixed(1)}" cy="${referenceY}" r="3" fill="${REFERENCE}"/>`,
      );
    }
  }
  for (const [samplesOf, word] of [
    [match.missed, 'missed'],
    [match.extra, 'extra'],
  ]) {
    for (const sample of samplesOf.filter(shown)) {
      const at = x(sample).toFixed(1);
      parts.push(
        `<path d="M${at} ${TITLE_PIXELS + 18}V${bottom - 4}" stroke="${ERROR}" stroke-width="1.5" stroke-dasharray="5 3"/>`,
        text(x(sample), referenceY - 6, word, ERROR, 12),
      );
    }
  }
  return document(width, bottom, parts);
}

/** One path for each run of finite samples. */
function tracePaths(piece, x, y) {
  let path = '';
  let isDown = false;
  for (const [i, mv] of piece.entries()) {
    if (Number.isFinite(mv)) path += `${isDown ? 'L' : 'M'}${x(i).toFixed(1)} ${y(mv).toFixed(1)}`;
    isDown = Number.isFinite(mv);
  }
  return [`<path d="${path}" fill="none" stroke="${INK}" stroke-width="1.2" stroke-linejoin="round"/>`];
}

function text(x, y, words, color, size, anchor = 'middle') {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${color}" font-size="${size}" font-family="system-ui, sans-serif" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function document(width, height, parts) {
  const [fine, coarse] = [PIXELS_PER_MM, 5 * PIXELS_PER_MM];
  const grid = `<pattern id="grid" width="${coarse}" height="${coarse}" y="${TITLE_PIXELS}" patternUnits="userSpaceOnUse">
<path d="${[1, 2, 3, 4].map((i) => `M${i * fine} 0V${coarse}M0 ${i * fine}H${coarse}`).join('')}" stroke="#f8dede" stroke-width="0.5"/>
<path d="M0 0H${coarse}M0 0V${coarse}" stroke="#efbcbc" stroke-width="1"/></pattern>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#fffafa"/>
${grid}
${parts.filter(Boolean).join('\n')}
</svg>
`;
}

export function escaped(words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
