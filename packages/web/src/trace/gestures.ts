/** What a mouse, a finger or a wheel does to the trace. */
import { xOf } from './draw-signal.ts';
import { GUTTER_PIXELS, type Lane, laneAt } from './layout.ts';
import { nearestIndex } from './search.ts';
import type { TraceModel } from './trace-model.ts';
import { panBy, pixelsPerMv, pixelsPerSecond, zoomAround } from './view.ts';

export interface BeatActions {
  readonly add: (sample: number) => void | Promise<void>;
  readonly move: (from: number, to: number) => void;
}

/** Less than this is a click with an unsteady hand. */
const CLICK_PIXELS = 4;
/** How near to a beat is on it. */
const REACH_PIXELS = { mouse: 10, touch: 20 } as const;
/** Of a wheel's own unit: one notch of an ordinary mouse (100) is a zoom by a quarter. */
const ZOOM_PER_UNIT = Math.log(1.25) / 100;
const PIXELS_PER_LINE = 33;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drag {
  readonly start: Point;
  last: Point;
  isClick: boolean;
  /** The beat that is being moved. */
  readonly beat: number | null;
}

/** @returns what ends it */
export function attachGestures(element: HTMLElement, model: TraceModel, actions: BeatActions): () => void {
  const pointers = new Map<number, Point>();
  let drag: Drag | null = null;

  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const sampleAt = (x: number): number => {
    const { view } = model.get();
    const { samplingRate, sampleCount } = model.source;
    const seconds = view.startSeconds + (x - GUTTER_PIXELS) / pixelsPerSecond(view);
    return Math.min(sampleCount - 1, Math.max(0, Math.round(seconds * samplingRate)));
  };
  const mvAt = (lane: Lane, y: number): number => {
    const { offsetsMv, view } = model.scene(1);
    return (offsetsMv[lane.lead] ?? 0) + (lane.baseline - y) / pixelsPerMv(view);
  };
  const beatAt = (point: Point, pointerType: string): number | null => {
    const { beats, view } = model.get();
    if (beats === null) return null;
    const sample = beats.samples[nearestIndex(beats.samples, sampleAt(point.x))];
    if (sample === undefined) return null;
    const reach = pointerType === 'mouse' ? REACH_PIXELS.mouse : REACH_PIXELS.touch;
    const scene = { view, samplingRate: model.source.samplingRate };
    return Math.abs(xOf(scene, sample) - point.x) <= reach ? sample : null;
  };

  function down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const point = pointOf(event);
    pointers.set(event.pointerId, point);
    element.setPointerCapture(event.pointerId);
    const beat = model.get().tool === 'correct' ? beatAt(point, event.pointerType) : null;
    drag = pointers.size === 1 ? { start: point, last: point, isClick: true, beat } : null;
    if (beat !== null) model.set({ selected: beat });
  }

  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const point = pointOf(event);
    pointers.set(event.pointerId, point);
    if (pointers.size === 2) pinch(before, point, event.pointerId);
    else if (drag !== null) dragTo(drag, point);
  }

  function dragTo(drag: Drag, point: Point): void {
    if (drag.isClick && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) < CLICK_PIXELS) return;
    const dx = point.x - drag.last.x;
    drag.isClick = false;
    drag.last = point;
    if (drag.beat !== null) model.set({ cursor: sampleAt(point.x) });
    else if (model.get().tool === 'measure') measureFrom(drag.start, point);
    else model.set({ view: panBy(model.get().view, model.extent(), -dx) });
  }

  function up(event: PointerEvent): void {
    const ended = drag;
    pointers.delete(event.pointerId);
    drag = null;
    if (ended === null || event.type === 'pointercancel') return;
    const sample = sampleAt(ended.last.x);
    if (ended.isClick) click(ended.start, event.pointerType);
    else if (ended.beat !== null && sample !== ended.beat) actions.move(ended.beat, sample);
  }

  function click(point: Point, pointerType: string): void {
    const beat = beatAt(point, pointerType);
    model.set({ selected: beat, cursor: beat ?? sampleAt(point.x) });
    if (model.get().tool === 'measure') model.set({ calipers: null });
  }

  function doubleClick(event: MouseEvent): void {
    const point = pointOf(event);
    if (model.get().tool === 'correct' && beatAt(point, 'mouse') === null)
      void actions.add(sampleAt(point.x));
  }

  function measureFrom(start: Point, end: Point): void {
    const lane = laneAt(model.get().layout, start.y);
    if (lane === null) return;
    model.set({
      calipers: {
        lead: lane.lead,
        fromSample: sampleAt(start.x),
        toSample: sampleAt(end.x),
        fromMv: mvAt(lane, start.y),
        toMv: mvAt(lane, end.y),
      },
    });
  }

  function pinch(before: Point, now: Point, pointerId: number): void {
    const other = [...pointers].find(([id]) => id !== pointerId)?.[1];
    if (other === undefined) return;
    const apart = (a: Point) => Math.max(20, Math.abs(a.x - other.x));
    const middle = (a: Point) => (a.x + other.x) / 2 - GUTTER_PIXELS;
    const { view } = model.get();
    const zoomed = zoomAround(view, model.extent(), apart(now) / apart(before), middle(before));
    model.set({ view: panBy(zoomed, model.extent(), middle(before) - middle(now)) });
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const { view } = model.get();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1;
    const isPan = event.shiftKey || (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY));
    const pan = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    // A pinch on a touch pad comes as a wheel with Ctrl, in smaller units.
    const strength = event.ctrlKey ? 5 : 1;
    const factor = Math.exp(-event.deltaY * unit * ZOOM_PER_UNIT * strength);
    model.set({
      view: isPan
        ? panBy(view, model.extent(), pan * unit)
        : zoomAround(view, model.extent(), factor, pointOf(event).x - GUTTER_PIXELS),
    });
  }

  const off = new AbortController();
  const { signal } = off;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('dblclick', doubleClick, { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  return () => off.abort();
}
