/**
 * What the trace shows, as one store: gestures and pages change it, the canvas, the overview and the tool bar follow.
 * It knows nothing of React, so that a drag at sixty frames a second redraws a canvas and no page.
 */
import { GUTTER_PIXELS, type Layout, layOut } from './layout.ts';
import { LIGHT } from './palette.ts';
import type { Overlay, Scene } from './scene.ts';
import { createTiles, type Tiles } from './tiles.ts';
import type { TraceEnvelope, TraceSource } from './trace-source.ts';
import {
  bringIntoView,
  centreOn,
  clampView,
  type Extent,
  fittingGain,
  STANDARD_GAIN,
  STANDARD_SPEED,
  type View,
} from './view.ts';

/** What dragging does. */
export type Tool = 'move' | 'measure' | 'correct';

export interface TraceState extends Overlay {
  readonly view: View;
  /** CSS pixels. */
  readonly width: number;
  readonly layout: Layout;
  /** Names of the leads that are shown. */
  readonly leads: readonly string[];
  readonly tool: Tool;
  /** Why a part of the signal cannot be shown; null while all is well. */
  readonly failure: unknown;
}

type Change = Partial<Omit<TraceState, 'layout' | 'failure'>>;

export interface TraceModel {
  readonly source: TraceSource;
  readonly startTime: Date | null;
  readonly tiles: Tiles;
  readonly get: () => TraceState;
  readonly set: (change: Change) => void;
  /** Called after each change, and when more of the signal has come. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly extent: () => Extent;
  /** Everything that is drawn. */
  readonly scene: (pixelRatio: number) => Scene;
  /** Puts a moment into the middle. */
  readonly goTo: (seconds: number) => void;
  /** Moves only as far as it has to. */
  readonly reveal: (seconds: number) => void;
  /** The sample of the tip of the wave near another. @throws what the source throws */
  readonly peakNear: (lead: string, sample: number) => Promise<number>;
  readonly dispose: () => void;
}

/** How far the tip of a QRS may be from where a person points. */
const PEAK_SECONDS = 0.06;

export function createTraceModel(
  source: TraceSource,
  startTime: Date | null,
  leads: readonly string[] = source.leads.slice(0, 1),
): TraceModel {
  const listeners = new Set<() => void>();
  const offsets = new Map<string, number>();
  let isGainChosen = false;
  let state: TraceState = {
    view: { startSeconds: 0, mmPerSecond: STANDARD_SPEED, mmPerMv: STANDARD_GAIN },
    width: 0,
    layout: layOut(leads, 0),
    leads,
    tool: 'move',
    beats: null,
    reference: null,
    stretches: [],
    selected: null,
    cursor: null,
    calipers: null,
    palette: LIGHT,
    failure: null,
  };

  const notify = () => {
    for (const listener of listeners) listener();
  };
  const tiles = createTiles(source, (failure) => {
    if (failure !== state.failure) state = { ...state, failure };
    chooseGain();
    notify();
  });
  const extent = (): Extent => ({
    durationSeconds: source.sampleCount / source.samplingRate,
    widthPixels: Math.max(1, state.width - GUTTER_PIXELS),
  });

  function set(change: Change): void {
    const { leads, width, view } = state;
    state = { ...state, ...change };
    if (state.view.mmPerMv !== view.mmPerMv) isGainChosen = true;
    if (state.leads !== leads || state.width !== width) {
      state = { ...state, layout: layOut(state.leads, state.width) };
    }
    if (state.width > 0) state = { ...state, view: clampView(state.view, extent()) };
    notify();
  }

  /** Once, when the first lead is there: after that the gain is the person's. */
  function chooseGain(): void {
    const [lead] = state.leads;
    const whole = lead === undefined || isGainChosen ? null : tiles.whole(lead);
    if (lead === undefined || whole === null) return;
    isGainChosen = true;
    const mmPerMv = fittingGain(amplitudeMv(whole, offsetOf(lead)));
    state = { ...state, view: { ...state.view, mmPerMv } };
  }

  /** Recorders add a constant to what they write; the middle of the trace belongs on the baseline. */
  function offsetOf(lead: string): number {
    const known = offsets.get(lead);
    if (known !== undefined) return known;
    const whole = tiles.whole(lead);
    if (whole === null) return 0;
    const offset = middleMv(whole);
    offsets.set(lead, offset);
    return offset;
  }

  return {
    source,
    startTime,
    tiles,
    get: () => state,
    set,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    extent,
    scene(pixelRatio) {
      const { samplingRate, sampleCount } = source;
      const offsetsMv = Object.fromEntries(state.leads.map((lead) => [lead, offsetOf(lead)]));
      return { ...state, pixelRatio, samplingRate, sampleCount, startTime, tiles, offsetsMv };
    },
    goTo: (seconds) => set({ view: centreOn(state.view, extent(), seconds) }),
    reveal: (seconds) => set({ view: bringIntoView(state.view, extent(), seconds) }),
    async peakNear(lead, sample) {
      const reach = Math.round(PEAK_SECONDS * source.samplingRate);
      const start = Math.max(0, sample - reach);
      const end = Math.min(source.sampleCount, sample + reach + 1);
      // Asked for by itself: the paper is seldom so large that every sample of it is loaded.
      const { minMax, startSample } = await source.envelope(lead, start, end, end - start);
      let [best, height] = [sample, -1];
      for (let at = start; at < end; at++) {
        const value = Math.abs((minMax[2 * (at - startSample)] ?? Number.NaN) - offsetOf(lead));
        if (value > height) [best, height] = [at, value];
      }
      return best;
    },
    dispose() {
      listeners.clear();
      tiles.dispose();
    },
  };
}

/** Nearly everything is nearer to the baseline; a few spikes say nothing about the rest. */
const AMPLITUDE_SHARE = 0.98;

/** How far the trace is from its baseline where it is far from it; 0 of a lead without any sample. */
function amplitudeMv({ minMax }: TraceEnvelope, offsetMv: number): number {
  const heights = minMax
    .map((value) => Math.abs(value - offsetMv))
    .filter((height) => !Number.isNaN(height))
    .sort();
  return heights[Math.floor(AMPLITUDE_SHARE * (heights.length - 1))] ?? 0;
}

/** Median of the middles of all columns; 0 of a lead without any sample. */
function middleMv({ minMax }: TraceEnvelope): number {
  const middles: number[] = [];
  for (let i = 0; i + 1 < minMax.length; i += 2) {
    const middle = ((minMax[i] ?? Number.NaN) + (minMax[i + 1] ?? Number.NaN)) / 2;
    if (!Number.isNaN(middle)) middles.push(middle);
  }
  middles.sort((a, b) => a - b);
  return middles[middles.length >> 1] ?? 0;
}
