/**
 * The comparison as one picture: accuracy against cost, and beside it two hard sets of recordings. It has a white card
 * of its own, to be read on light and dark pages alike.
 */
import { percent, speedText } from './tables.mjs';

const WIDTH = 960;
const HEIGHT = 500;
const INK = '#1f2933';
const FAINT = '#5f6b7a';
const GRID = '#dfe4ea';
/** Below the others. */
const REACH = '#f0f3f7';
const OTHERS = '#627d98';
const OURS = '#c2255c';

const PLOT = { left: 72, right: 520, top: 92, bottom: 412 };
const BARS = { label: 672, left: 680, right: 880, rowHeight: 25 };
/** Roughly, of a letter at 12.5 px. */
const LETTER_WIDTH = 7.6;
const LABEL_HEIGHT = 14;
const DOT = 6;

const SPEED_TICKS = [0.01, 0.1, 1, 10, 100, 1000];
const F1_TICKS = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998];

const colourOf = ({ id }) => (id === 'sinode' ? OURS : OTHERS);
const weightOf = ({ id }) => (id === 'sinode' ? 700 : 400);

/**
 * @param detectors - as `scoreDetector` gives them, each with its `id`
 * @returns an SVG document
 */
export function draw(detectors) {
  const parts = [
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10" fill="#ffffff" stroke="#d5dbe2"/>`,
    text(24, 36, 'Accuracy and cost of heartbeat detectors', { size: 18, weight: 700 }),
    ...costPlot(detectors),
    ...barChart(detectors, 'cpsc2019-qrs', 68, [
      'CPSC2019, QRS accuracy (%)',
      'ten-second recordings that are hard to read',
    ]),
    ...barChart(detectors, 'noise-6dB', 284, [
      'MITDB with noise at −6 dB, F1 (%)',
      'electrode motion, muscle, wander; lead 0',
    ]),
    text(
      24,
      HEIGHT - 18,
      'Lines: 95 % intervals over records. Shaded: no better than one of the others. One scorer, machine and thread for all.',
      {
        size: 11.5,
        fill: FAINT,
      },
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    '<title>Accuracy and cost of heartbeat detectors</title>',
    `<desc>${escapeXml(description(detectors))}</desc>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function description(detectors) {
  const each = detectors
    .filter(({ scores }) => scores.mitdb !== null)
    .map(({ label, scores, speed }) => {
      return `${label}: F1 ${percent(scores.mitdb.value)} %, ${speedText(speed.halfHours)} hours of ECG per CPU second`;
    });
  return `MITDB test records, both leads. ${each.join('; ')}.`;
}

/** F1 on clean recordings, upwards, against speed, to the right: the best corner is at the top right. */
function costPlot(detectors) {
  const shown = detectors.filter(({ scores, speed }) => scores.mitdb !== null && speed.halfHours !== null);
  const x = speedScale(shown.map(({ speed }) => speed.halfHours));
  const y = f1Scale(shown.map(({ scores }) => scores.mitdb.value));
  const points = shown.map((detector) => {
    const { value, interval } = detector.scores.mitdb;
    return {
      detector,
      x: x.place(detector.speed.halfHours),
      y: y.place(value),
      high: y.place(interval?.high ?? value),
      low: y.place(interval?.low ?? value),
    };
  });
  return [
    text(24, 68, 'MITDB test records, both leads: F1 (%)', { size: 13, weight: 600 }),
    reach(points.filter(({ detector }) => detector.id !== 'sinode')),
    ...y.ticks.flatMap((tick) => [
      line(PLOT.left, y.place(tick), PLOT.right, y.place(tick), { stroke: GRID }),
      text(PLOT.left - 10, y.place(tick) + 4, String(Number((100 * tick).toFixed(2))), {
        anchor: 'end',
        fill: FAINT,
      }),
    ]),
    ...x.ticks.flatMap((tick) => [
      line(x.place(tick), PLOT.top, x.place(tick), PLOT.bottom, { stroke: GRID }),
      text(x.place(tick), PLOT.bottom + 20, String(tick), { anchor: 'middle', fill: FAINT }),
    ]),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 42, 'hours of ECG per CPU second (faster →)', {
      anchor: 'middle',
      size: 12.5,
    }),
    ...points.map((point) =>
      line(point.x, point.high, point.x, point.low, { stroke: colourOf(point.detector), width: 1.5 }),
    ),
    ...points.map(
      (point) =>
        `<circle cx="${round(point.x)}" cy="${round(point.y)}" r="${DOT}" fill="${colourOf(point.detector)}" stroke="#ffffff" stroke-width="1.5"/>`,
    ),
    ...labels(points),
  ];
}

/** What one of the others reaches at that speed: outside of it, nothing is as good and as fast. */
function reach(points) {
  const best = points.filter(
    (point) => !points.some((other) => other !== point && other.x >= point.x && other.y <= point.y),
  );
  best.sort((a, b) => a.x - b.x);
  const steps = best.map(({ x, y }) => `V${round(y)} H${round(x)}`);
  return `<path d="M${PLOT.left} ${PLOT.bottom} ${steps.join(' ')} V${PLOT.bottom} Z" fill="${REACH}"/>`;
}

/** Beside each point where nothing else is. */
function labels(points) {
  const taken = points.flatMap(({ x, y, high, low }) => [
    { left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT },
    { left: x - 1, right: x + 1, top: high, bottom: low },
  ]);
  return points.map(({ detector, x, y }) => {
    const width = detector.label.length * LETTER_WIDTH;
    const places = [0, -14, 14, -28, 28].flatMap((shift) => [
      { left: x + DOT + 5, baseline: y + 4 + shift, anchor: 'start' },
      { left: x - DOT - 5 - width, baseline: y + 4 + shift, anchor: 'end' },
    ]);
    const boxOf = ({ left, baseline }) => {
      return { left, right: left + width, top: baseline - LABEL_HEIGHT + 3, bottom: baseline + 3 };
    };
    const isFree = (place) => {
      const box = boxOf(place);
      const isInside = box.left >= PLOT.left && box.right <= PLOT.right + 20 && box.bottom <= PLOT.bottom;
      return isInside && !taken.some((other) => overlap(box, other));
    };
    const place = places.find(isFree) ?? places[0];
    taken.push(boxOf(place));
    const at = place.anchor === 'start' ? place.left : place.left + width;
    return text(at, place.baseline, detector.label, {
      anchor: place.anchor,
      size: 12.5,
      weight: weightOf(detector),
      fill: colourOf(detector) === OURS ? OURS : INK,
      halo: true,
    });
  });
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** A bar for each detector, the best on top. */
function barChart(detectors, id, top, [heading, explanation]) {
  const scoreOf = ({ scores }) => scores[id]?.value ?? -1;
  const rows = [...detectors].sort((a, b) => scoreOf(b) - scoreOf(a));
  const x = (share) => BARS.left + share * (BARS.right - BARS.left);
  return [
    text(560, top, heading, { size: 13, weight: 600 }),
    text(560, top + 17, explanation, { size: 11.5, fill: FAINT }),
    ...rows.flatMap((detector, i) => {
      const middle = top + 40 + i * BARS.rowHeight;
      const score = detector.scores[id];
      const label = text(BARS.label, middle + 4, detector.label, {
        anchor: 'end',
        size: 12,
        weight: weightOf(detector),
        fill: colourOf(detector) === OURS ? OURS : INK,
      });
      if (score === null)
        return [label, text(BARS.left + 8, middle + 4, 'not measured', { size: 12, fill: FAINT })];
      const { value, interval } = score;
      return [
        label,
        `<rect x="${BARS.left}" y="${middle - 8}" width="${round(x(value) - BARS.left)}" height="16" rx="2" fill="${colourOf(detector)}" opacity="0.85"/>`,
        ...(interval === null
          ? []
          : [line(x(interval.low), middle, x(interval.high), middle, { stroke: INK, width: 1.5 })]),
        text(936, middle + 4, (100 * value).toFixed(1), {
          anchor: 'end',
          size: 12,
          weight: weightOf(detector),
        }),
      ];
    }),
    line(BARS.left, top + 26, BARS.left, top + 30 + rows.length * BARS.rowHeight, { stroke: FAINT }),
  ];
}

/** Logarithmic. */
function speedScale(values) {
  const low = Math.log10(Math.min(...values) / 4);
  const high = Math.log10(Math.max(...values) * 3);
  return {
    place: (value) => PLOT.left + ((Math.log10(value) - low) / (high - low)) * (PLOT.right - PLOT.left),
    ticks: SPEED_TICKS.filter((tick) => Math.log10(tick) >= low && Math.log10(tick) <= high),
  };
}

/** Logarithmic in what is missing to 1, or else all good detectors would be one dot. Lines are cut off at its ends. */
function f1Scale(values) {
  const below = F1_TICKS.findLastIndex((tick) => tick <= Math.min(...values));
  const above = F1_TICKS.findIndex((tick) => tick >= Math.max(...values));
  const ticks = F1_TICKS.slice(Math.max(0, below - 1), (above === -1 ? F1_TICKS.length : above) + 2);
  const heightOf = (share) => -Math.log10(1 - share);
  const [low, high] = [heightOf(ticks[0]), heightOf(ticks.at(-1))];
  return {
    ticks,
    place(share) {
      const height = (heightOf(share) - low) / (high - low);
      return PLOT.bottom - Math.max(0, Math.min(1, height)) * (PLOT.bottom - PLOT.top);
    },
  };
}

function line(x1, y1, x2, y2, { stroke, width = 1 }) {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;
}

function text(x, y, content, { size = 12, weight = 400, fill = INK, anchor = 'start', halo = false } = {}) {
  const outline = halo
    ? ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"${outline}>${escapeXml(content)}</text>`;
}

function round(value) {
  return Number(value.toFixed(1));
}

function escapeXml(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
