import { type KeyboardEvent, useEffect, useRef } from 'react';
import { texts } from '../texts/index.ts';
import { samplesPerPixel } from './draw-signal.ts';
import { drawTrace } from './draw-trace.ts';
import { attachGestures, type BeatActions } from './gestures.ts';
import { handleKey, type KeyActions } from './keys.ts';
import classes from './trace.module.css';
import type { TraceModel } from './trace-model.ts';
import { useTrace } from './use-trace.ts';

export interface TraceCanvasProps {
  readonly model: TraceModel;
  readonly actions: BeatActions & KeyActions;
  /** Id of the text that explains the keys. */
  readonly helpId: string;
}

/** The paper with the trace: one canvas, drawn at most once a frame. */
export function TraceCanvas({ model, actions, helpId }: TraceCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(actions);
  latest.current = actions;
  const height = useTrace(model, (state) => state.layout.height);
  const tool = useTrace(model, (state) => state.tool);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => model.set({ width: element.clientWidth }));
    observer.observe(element);
    const detach = attachGestures(element, model, {
      add: (sample) => latest.current.add(sample),
      move: (from, to) => latest.current.move(from, to),
    });
    return () => {
      observer.disconnect();
      detach();
    };
  }, [model]);

  useEffect(() => {
    const [element, drawn] = [frame.current, canvas.current];
    if (element === null || drawn === null) return;
    let request = 0;
    const draw = () => {
      request = 0;
      drawOn(element, drawn, model);
    };
    const schedule = () => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    schedule();
    const unsubscribe = model.subscribe(schedule);
    return () => {
      unsubscribe();
      cancelAnimationFrame(request);
    };
  }, [model]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (handleKey(event.nativeEvent, model, actions)) event.preventDefault();
  };
  return (
    <div
      ref={frame}
      className={classes.frame}
      data-testid="trace"
      data-tool={tool}
      role="application"
      aria-label={texts.recording.trace.label}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is operated by the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ height }}
    >
      <canvas ref={canvas} className={classes.canvas} aria-hidden />
    </div>
  );
}

function drawOn(frame: HTMLElement, canvas: HTMLCanvasElement, model: TraceModel): void {
  const { layout } = model.get();
  if (layout.width === 0) return;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext('2d', { alpha: false });
  if (pen === null) return;
  const begin = performance.now();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const scene = model.scene(ratio);
  drawTrace(pen, scene);
  performance.measure('trace-draw', { start: begin, end: performance.now() });

  // What is shown, for whoever looks from outside: tests, and the curious.
  const { dataset } = frame;
  dataset.startSample = String(Math.round(scene.view.startSeconds * scene.samplingRate * 100) / 100);
  dataset.samplesPerPixel = String(samplesPerPixel(scene));
  dataset.ready = String(model.tiles.isComplete());
}
