/** A plot on a canvas, by uPlot. Loaded with the first plot that is shown. */
import 'uplot/dist/uPlot.min.css';
import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { PlotLook } from './look.ts';
import { nearestPoint } from './nearest-point.ts';
import classes from './plot.module.css';

export interface UplotCanvasProps {
  /** Of the heading of the plot. */
  readonly labelledBy: string;
  readonly describedBy: string;
  /** x, ascending, and y. */
  readonly data: uPlot.AlignedData;
  /** With `useCallback`: another one makes another plot. */
  readonly options: (look: PlotLook, plot: typeof uPlot) => Omit<uPlot.Options, 'width' | 'height'>;
  readonly look: PlotLook;
  /** What a point, or a bar, is; told when it is pointed at. */
  readonly describe: (index: number) => string;
  /** Told where nothing is pointed at. */
  readonly hint: string;
  /** Points are picked where they are, bars wherever above or below them. */
  readonly marks: 'points' | 'bars';
  readonly onPick?: (index: number) => void;
}

const HEIGHT_PX = 300;

export default function UplotCanvas(props: UplotCanvasProps) {
  const { labelledBy, describedBy, data, options, look, describe, hint, marks, onPick } = props;
  const place = useRef<HTMLDivElement>(null);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const plot = new uPlot(
      { ...options(look, uPlot), width: look.widthPx ?? element.clientWidth, height: HEIGHT_PX },
      data,
      element,
    );
    const ring = document.createElement('div');
    ring.className = classes.ring ?? '';
    ring.hidden = true;
    plot.over.append(ring);

    const at = (event: MouseEvent) => {
      const box = plot.over.getBoundingClientRect();
      return indexAt(plot, { x: event.clientX - box.left, y: event.clientY - box.top }, marks);
    };
    const point = (index: number | null) => {
      setPointedAt(index);
      ring.hidden = index === null || marks === 'bars';
      plot.over.style.cursor = index !== null && pick.current !== undefined ? 'pointer' : 'default';
      if (index === null) return;
      const [x, y] = placeOf(plot, index);
      ring.style.translate = `${x}px ${y}px`;
    };
    const move = (event: MouseEvent) => point(at(event));
    const leave = () => point(null);
    const click = (event: MouseEvent) => {
      const index = at(event);
      if (index !== null) pick.current?.(index);
    };
    plot.over.addEventListener('mousemove', move);
    plot.over.addEventListener('mouseleave', leave);
    plot.over.addEventListener('click', click);

    const resized = new ResizeObserver(() => {
      const width = look.widthPx ?? element.clientWidth;
      if (width > 0) plot.setSize({ width, height: HEIGHT_PX });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
      setPointedAt(null);
    };
  }, [data, options, look, marks]);

  return (
    <>
      <div
        ref={place}
        className={classes.canvas}
        role="img"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
      />
      {/* For who points; the table below tells the same to everybody. */}
      <Text size="sm" c="dimmed" aria-hidden className={classes.pointedAt}>
        {pointedAt === null ? hint : describe(pointedAt)}
      </Text>
    </>
  );
}

function indexAt(plot: uPlot, { x, y }: { x: number; y: number }, marks: 'points' | 'bars'): number | null {
  const [xs = []] = plot.data;
  if (marks === 'bars') return xs.length === 0 ? null : plot.posToIdx(x);
  const places = Array.from(xs, (_, index) => placeOf(plot, index));
  return nearestPoint(
    places.map(([px]) => px),
    places.map(([, py]) => py),
    { x, y },
  );
}

/** CSS pixels. */
function placeOf(plot: uPlot, index: number): [x: number, y: number] {
  const [xs, ys] = plot.data;
  const y = ys?.[index];
  if (y === null || y === undefined) return [Number.NaN, Number.NaN];
  return [plot.valToPos(xs[index] ?? Number.NaN, 'x'), plot.valToPos(y, 'y')];
}
