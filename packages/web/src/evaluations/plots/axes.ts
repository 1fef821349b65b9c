/** What all plots have alike. */
import type uPlot from 'uplot';
import type { PlotLook } from './look.ts';

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
    { ...common, label: x, labelSize: 20 },
    { ...common, label: y, labelSize: 20, size: 52 },
  ];
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
  readonly label?: string;
}

/** Lines across the plot, each with its figure at the right. */
export function drawLines(lines: readonly Line[], text: string): (plot: uPlot) => void {
  return (plot) => {
    const { ctx, bbox } = plot;
    const ratio = bbox.width / plot.over.clientWidth;
    ctx.save();
    ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
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
      ctx.fillStyle = text;
      ctx.fillText(label, bbox.left + bbox.width - 4 * ratio, y - 2 * ratio);
    }
    ctx.restore();
  };
}
