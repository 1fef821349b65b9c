/** What the keyboard does to the trace while it has the focus; the help of the page lists the same. */
import { nearestIndex } from './search.ts';
import type { TraceModel } from './trace-model.ts';
import { GAINS_MM_PER_MV, panBy, shownSeconds, type View, zoomAround } from './view.ts';

export interface KeyActions {
  readonly add: (sample: number) => void | Promise<void>;
  readonly move: (from: number, to: number) => void;
  readonly remove: (sample: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** A beat was chosen by the keyboard: to be told to whoever cannot see it. */
  readonly onChosen: (index: number) => void;
}

const STEP_SHARE = 0.1;
const PAGE_SHARE = 0.9;
const ZOOM_FACTOR = 1.5;
const FINE_SECONDS = 0.01;

/** @returns whether the key meant something, so that the browser leaves it alone */
export function handleKey(event: KeyboardEvent, model: TraceModel, actions: KeyActions): boolean {
  const { view, selected, cursor, tool, beats } = model.get();
  const { samplingRate, sampleCount } = model.source;
  const extent = model.extent();
  const isControl = event.ctrlKey || event.metaKey;
  const pan = (share: number) => show(panBy(view, extent, share * extent.widthPixels));
  const show = (next: View) => model.set({ view: next });
  const middle = extent.widthPixels / 2;
  const place = cursor ?? Math.round((view.startSeconds + shownSeconds(view, extent) / 2) * samplingRate);

  if (isControl) {
    switch (event.key.toLowerCase()) {
      case 'z':
        if (event.shiftKey) actions.redo();
        else actions.undo();
        return true;
      case 'y':
        actions.redo();
        return true;
      case 'arrowleft':
        moveCursor(-1);
        return true;
      case 'arrowright':
        moveCursor(1);
        return true;
    }
    return false;
  }
  switch (event.key) {
    case 'ArrowLeft':
      pan(event.shiftKey ? -PAGE_SHARE : -STEP_SHARE);
      return true;
    case 'ArrowRight':
      pan(event.shiftKey ? PAGE_SHARE : STEP_SHARE);
      return true;
    case 'PageUp':
      pan(-PAGE_SHARE);
      return true;
    case 'PageDown':
      pan(PAGE_SHARE);
      return true;
    case 'Home':
      show({ ...view, startSeconds: 0 });
      return true;
    case 'End':
      show({ ...view, startSeconds: extent.durationSeconds });
      return true;
    case '+':
    case '=':
      show(zoomAround(view, extent, ZOOM_FACTOR, middle));
      return true;
    case '-':
      show(zoomAround(view, extent, 1 / ZOOM_FACTOR, middle));
      return true;
    case '0':
      show({ ...view, mmPerSecond: 0 });
      return true;
    case 'ArrowUp':
      show({ ...view, mmPerMv: gainBeside(view.mmPerMv, 1) });
      return true;
    case 'ArrowDown':
      show({ ...view, mmPerMv: gainBeside(view.mmPerMv, -1) });
      return true;
    case 'n':
      choose(1);
      return true;
    case 'p':
      choose(-1);
      return true;
    case 'Escape':
      model.set({ selected: null, cursor: null, calipers: null });
      return true;
    case 'm':
      measure();
      return true;
  }
  if (tool !== 'correct') return false;
  switch (event.key) {
    case 'i':
      void actions.add(place);
      return true;
    case 'Delete':
    case 'Backspace':
      if (selected !== null) actions.remove(selected);
      return true;
    case ',':
    case '<':
      nudge(-1);
      return true;
    case '.':
    case '>':
      nudge(1);
      return true;
  }
  return false;

  /** To the next beat, or the one before, of the chosen one or of what is in the middle. */
  function choose(step: 1 | -1): void {
    if (beats === null || beats.samples.length === 0) return;
    const near = nearestIndex(beats.samples, selected ?? place);
    const isNew = selected === null;
    const index = Math.min(beats.samples.length - 1, Math.max(0, isNew ? near : near + step));
    const sample = beats.samples[index] ?? 0;
    model.set({ selected: sample, cursor: sample });
    model.reveal(sample / samplingRate);
    actions.onChosen(index);
  }

  /** By a pixel; with Shift by ten. */
  function moveCursor(direction: 1 | -1): void {
    const perPixel = Math.max(1, (shownSeconds(view, extent) * samplingRate) / extent.widthPixels);
    const by = Math.round(perPixel * (event.shiftKey ? 10 : 1)) * direction;
    const next = Math.min(sampleCount - 1, Math.max(0, place + by));
    const { calipers } = model.get();
    model.set({
      cursor: next,
      selected: null,
      calipers: calipers === null ? null : { ...calipers, toSample: next },
    });
    model.reveal(next / samplingRate);
  }

  /** Begins to measure at the cursor; moving the cursor moves the other end. */
  function measure(): void {
    const lead = beats?.lead ?? model.get().leads[0];
    if (lead === undefined) return;
    const { calipers } = model.get();
    const begun = { lead, fromSample: place, toSample: place, fromMv: 0, toMv: 0 };
    model.set({ cursor: place, calipers: calipers === null ? begun : null });
  }

  /** By a sample; with Shift by 10 ms. */
  function nudge(direction: 1 | -1): void {
    if (selected === null) return;
    const by = event.shiftKey ? Math.max(1, Math.round(FINE_SECONDS * samplingRate)) : 1;
    actions.move(selected, Math.min(sampleCount - 1, Math.max(0, selected + direction * by)));
  }
}

function gainBeside(gain: number, step: 1 | -1): number {
  const next =
    step === 1
      ? GAINS_MM_PER_MV.find((each) => each > gain)
      : GAINS_MM_PER_MV.findLast((each) => each < gain);
  return next ?? gain;
}
