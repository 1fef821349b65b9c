/** What all plots have alike. */
import type uPlot from 'uplot';
import type { PlotLook } from './look.ts';

const X_AXIS_PX = 34;
const FONT = '12px system-ui, sans-serif';

interface Labels {
  readonly x: string;
  readonly y: string;
}

/** Both axes, with their names and units. */
export function axesOf({ text, grid }: PlotLook, { x, y }: Labels): uPlot.Axis[] {
  const common = {
    stroke: text,
    font: FONT,
    labelFont: FONT,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
  };
  return [
    { ...common, label: x, labelSize: 20, size: X_AXIS_PX },
    { ...common, label: y, labelSize: 20, size: (_plot, labels) => roomFor(labels) },
  ];
}

/** CSS pixels: of the longest of the figures at an axis, the ticks and a gap. */
function roomFor(labels: readonly string[] | null): number {
  const DIGIT_PX = 7;
  const TICKS_PX = 18;
  return TICKS_PX + DIGIT_PX * Math.max(0, ...(labels ?? []).map(({ length }) => length));
}

/** Pointing is ours: uPlot picks by x alone. */
export const PLAIN: Pick<uPlot.Options, 'cursor' | 'legend'> = {
  cursor: { show: true, x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
  legend: { show: false },
};

export interface Line {
  readonly at: number;
  readonly color: string;
  readonly dash?: readonly number[];
  readonly label?: {
    readonly text: string;
    readonly align: 'left' | 'right';
    readonly side: 'above' | 'below';
  };
}

/** Lines across the plot, with their figures. */
export function drawLines(lines: readonly Line[], text: string): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    const ratio = bbox.width / plot.over.clientWidth;
    ctx.save();
    ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    for (const { at, color, dash = [], label } of lines) {
      const y = plot.valToPos(at, 'y', true);
      ctx.strokeStyle = color;
      ctx.lineWidth = 1.5 * ratio;
      ctx.setLineDash(dash.map((length) => length * ratio));
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      if (label === undefined) continue;
      const { align, side } = label;
      ctx.fillStyle = text;
      ctx.textAlign = align;
      ctx.textBaseline = side === 'above' ? 'bottom' : 'top';
      const x = align === 'left' ? bbox.left + 4 * ratio : bbox.left + bbox.width - 4 * ratio;
      ctx.fillText(label.text, x, y + (side === 'above' ? -3 : 3) * ratio);
    }
    ctx.restore();
  };
}
