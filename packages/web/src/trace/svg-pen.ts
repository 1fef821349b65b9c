/** A pen whose drawing is an SVG document. */
import type { Pen } from './pen.ts';

export interface SvgPen extends Pen {
  /** The document; nothing is to be drawn after it. */
  finish(): string;
}

/** What `save` keeps. */
const STATE = [
  'fillStyle',
  'font',
  'globalAlpha',
  'lineJoin',
  'lineWidth',
  'strokeStyle',
  'textAlign',
  'textBaseline',
] as const;

const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = {
  start: 'start',
  left: 'start',
  center: 'middle',
  end: 'end',
  right: 'end',
};

/** Where the baseline is below the named line, in shares of the size of the font: viewers differ in `dominant-baseline`. */
const SHIFTS: Partial<Record<CanvasTextBaseline, number>> = { top: 0.78, middle: 0.35, bottom: -0.22 };

/**
 * @param size - CSS pixels; the document says it in millimetres, so that it prints at the size it claims
 * @param description - for whoever cannot see it
 */
export function createSvgPen(
  size: { readonly width: number; readonly height: number },
  description: string,
): SvgPen {
  const parts: string[] = [];
  let path = '';
  let dash: number[] = [];
  let clips = 0;
  /** For each `save`: what was set, and how many groups were opened since. */
  const saved: { values: Record<string, unknown>; dash: number[]; groups: number }[] = [];
  const number = (value: number) => String(Math.round(value * 100) / 100);
  const alpha = () => (pen.globalAlpha === 1 ? '' : ` opacity="${pen.globalAlpha}"`);

  const pen: SvgPen = {
    fillStyle: '#000',
    font: '12px sans-serif',
    globalAlpha: 1,
    lineJoin: 'miter',
    lineWidth: 1,
    strokeStyle: '#000',
    textAlign: 'start',
    textBaseline: 'alphabetic',
    beginPath() {
      path = '';
    },
    moveTo(x, y) {
      path += `M${number(x)} ${number(y)}`;
    },
    lineTo(x, y) {
      path += `L${number(x)} ${number(y)}`;
    },
    closePath() {
      path += 'Z';
    },
    rect(x, y, width, height) {
      path += `M${number(x)} ${number(y)}h${number(width)}v${number(height)}h${number(-width)}Z`;
    },
    /** Whole circles only: nothing else is drawn. */
    arc(x, y, radius) {
      const [r, d] = [number(radius), number(2 * radius)];
      path += `M${number(x - radius)} ${number(y)}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0Z`;
    },
    stroke() {
      const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(number).join(' ')}"`;
      const style = `stroke="${escaped(String(pen.strokeStyle))}" stroke-width="${number(pen.lineWidth)}"`;
      parts.push(
        `<path d="${path}" fill="none" ${style} stroke-linejoin="${pen.lineJoin}"${dashes}${alpha()}/>`,
      );
    },
    fill() {
      parts.push(`<path d="${path}" fill="${escaped(String(pen.fillStyle))}"${alpha()}/>`);
    },
    fillRect(x, y, width, height) {
      const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
      parts.push(`<rect ${place} fill="${escaped(String(pen.fillStyle))}"${alpha()}/>`);
    },
    fillText(text, x, y) {
      const [, weight = '', px = '12', family = 'sans-serif'] =
        /^(\w+ )?([\d.]+)px (.*)$/.exec(pen.font) ?? [];
      const shift = (SHIFTS[pen.textBaseline] ?? 0) * Number(px);
      const style = `font-family="${escaped(family)}" font-size="${px}"${weight === '' ? '' : ` font-weight="${weight.trim()}"`}`;
      parts.push(
        `<text x="${number(x)}" y="${number(y + shift)}" fill="${escaped(String(pen.fillStyle))}" text-anchor="${ANCHORS[pen.textAlign]}" ${style}${alpha()}>${escaped(text)}</text>`,
      );
    },
    setLineDash(segments) {
      dash = Array.from(segments);
    },
    clip() {
      const id = `clip${++clips}`;
      parts.push(`<clipPath id="${id}"><path d="${path}"/></clipPath><g clip-path="url(#${id})">`);
      const last = saved.at(-1);
      if (last !== undefined) last.groups++;
    },
    save() {
      saved.push({
        values: Object.fromEntries(STATE.map((name) => [name, pen[name]])),
        dash,
        groups: 0,
      });
    },
    restore() {
      const last = saved.pop();
      if (last === undefined) return;
      parts.push('</g>'.repeat(last.groups));
      Object.assign(pen, last.values);
      dash = last.dash;
    },
    finish() {
      const { width, height } = size;
      const mm = (pixels: number) => `${number((pixels * 25.4) / 96)}mm`;
      const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}" height="${mm(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img" aria-label="${escaped(description)}">`;
      return `${head}\n${parts.join('\n')}\n</svg>\n`;
    },
  };
  return pen;
}

/** Names of leads and files come from files, and what a file says must not become markup. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
