import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { texts } from '../texts/index.ts';
import { drawOverview } from './draw-overview.ts';
import { sinceStart } from './time-labels.ts';
import classes from './trace.module.css';
import type { TraceModel } from './trace-model.ts';
import { useSettledTrace } from './use-trace.ts';
import { panBy, shownSeconds } from './view.ts';

/** The whole recording as a strip with the trend of the heart rate; a frame in it is what the trace shows. */
export function OverviewStrip({ model }: { readonly model: TraceModel }) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { durationSeconds } = model.extent();
  const start = useSettledTrace(model, ({ view }) => Math.round(view.startSeconds));
  const shown = useSettledTrace(model, ({ view }) => Math.round(shownSeconds(view, model.extent())));

  useEffect(() => {
    const [element, drawn] = [frame.current, canvas.current];
    if (element === null || drawn === null) return;
    let request = 0;
    const schedule = () => {
      if (request !== 0) return;
      request = requestAnimationFrame(() => {
        request = 0;
        drawOverview(drawn, model);
      });
    };
    const observer = new ResizeObserver(schedule);
    observer.observe(element);
    const unsubscribe = model.subscribe(schedule);
    return () => {
      observer.disconnect();
      unsubscribe();
      cancelAnimationFrame(request);
    };
  }, [model]);

  const lookAt = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    model.goTo(((event.clientX - box.left) / box.width) * durationSeconds);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { view } = model.get();
    const extent = model.extent();
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -0.5,
      ArrowDown: -0.5,
      ArrowRight: 0.5,
      ArrowUp: 0.5,
      PageUp: 5,
      PageDown: -5,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    model.set({
      view: Number.isFinite(step)
        ? panBy(view, extent, step * extent.widthPixels)
        : { ...view, startSeconds: step > 0 ? durationSeconds : 0 },
    });
  };
  const from = sinceStart(start, 1);
  const to = sinceStart(Math.min(durationSeconds, start + shown), 1);
  return (
    <div
      ref={frame}
      className={classes.overview}
      role="slider"
      tabIndex={0}
      aria-label={texts.recording.trace.overview}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationSeconds)}
      aria-valuenow={start}
      aria-valuetext={texts.recording.trace.shown(from, to)}
      onPointerDown={lookAt}
      onPointerMove={lookAt}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} className={classes.canvas} aria-hidden />
    </div>
  );
}
