/**
 * What was loaded of the signal, in tiles: tile `i` of level `k` is 512 columns of `2^k` samples. A view is drawn from
 * the level with a column or two for each pixel of the screen; what is not there yet is drawn from a coarser one.
 */
import type { TraceEnvelope, TraceSource } from './trace-source.ts';

const TILE_COLUMNS = 512;
/** About 4 kB each. */
const MOST_TILES = 2000;
/** More at once would only wait for each other. */
const MOST_REQUESTS = 6;
const AGAIN_AFTER_MS = 2_000;

/** A stretch of a lead, and which of its samples are to be drawn. */
export interface Chunk extends TraceEnvelope {
  /** Sample index, inclusive. */
  readonly from: number;
  /** Sample index, exclusive. */
  readonly to: number;
}

export interface Tiles {
  /**
   * What there is of a stretch, ascending and without overlap; what is missing is asked for.
   *
   * @param samplesPerPixel - of the screen's own pixels
   */
  chunks(lead: string, start: number, end: number, samplesPerPixel: number): Chunk[];
  /** The whole lead in one tile, once it is there. */
  whole(lead: string): TraceEnvelope | null;
  /** True when nothing of what was asked for last is still under way. */
  isComplete(): boolean;
  dispose(): void;
}

interface Wanted {
  readonly lead: string;
  readonly level: number;
  readonly index: number;
}

/** @param onChange - called when a tile has come, or could not be had: `error` is null in the first case */
export function createTiles(source: TraceSource, onChange: (error: unknown) => void): Tiles {
  const tiles = new Map<string, TraceEnvelope>();
  const underWay = new Set<string>();
  /** When a tile that could not be had may be asked for again. */
  const notBefore = new Map<string, number>();
  let queue: Wanted[] = [];
  let isDisposed = false;

  const topLevel = Math.max(0, Math.ceil(Math.log2(source.sampleCount / TILE_COLUMNS)));
  const keyOf = ({ lead, level, index }: Wanted) => `${level}/${index}/${lead}`;
  const samplesIn = (level: number) => TILE_COLUMNS * 2 ** level;

  function find(wanted: Wanted): TraceEnvelope | null {
    const key = keyOf(wanted);
    const tile = tiles.get(key);
    if (tile === undefined) return null;
    // The map is in the order of use: the first is the one to go.
    tiles.delete(key);
    tiles.set(key, tile);
    return tile;
  }

  function keep(wanted: Wanted, tile: TraceEnvelope): void {
    tiles.set(keyOf(wanted), tile);
    if (tiles.size <= MOST_TILES) return;
    const [oldest] = tiles.keys();
    if (oldest !== undefined) tiles.delete(oldest);
  }

  async function load(wanted: Wanted): Promise<void> {
    const key = keyOf(wanted);
    underWay.add(key);
    let failure: unknown = null;
    try {
      const start = wanted.index * samplesIn(wanted.level);
      const end = Math.min(source.sampleCount, start + samplesIn(wanted.level));
      const columns = Math.ceil((end - start) / 2 ** wanted.level);
      keep(wanted, await source.envelope(wanted.lead, start, end, columns));
      notBefore.delete(key);
    } catch (error) {
      failure = error ?? new Error('no reason');
      notBefore.set(key, Date.now() + AGAIN_AFTER_MS);
      setTimeout(() => !isDisposed && onChange(null), AGAIN_AFTER_MS + 50);
    }
    underWay.delete(key);
    if (isDisposed) return;
    pump();
    onChange(failure);
  }

  function pump(): void {
    while (underWay.size < MOST_REQUESTS) {
      const next = queue.shift();
      if (next === undefined) return;
      if (!underWay.has(keyOf(next)) && !tiles.has(keyOf(next))) void load(next);
    }
  }

  function want(wanted: Wanted): void {
    const key = keyOf(wanted);
    if (underWay.has(key) || (notBefore.get(key) ?? 0) > Date.now()) return;
    if (!queue.some((queued) => keyOf(queued) === key)) queue.push(wanted);
    // After this turn, so that one view's wishes are in the queue together and an older view's are gone.
    queueMicrotask(pump);
  }

  /** The finest coarser tile that covers a sample; `null` where there is none. */
  function coarser(lead: string, level: number, sample: number): TraceEnvelope | null {
    for (let k = level + 1; k <= topLevel; k++) {
      const tile = find({ lead, level: k, index: Math.floor(sample / samplesIn(k)) });
      if (tile !== null) return tile;
    }
    return null;
  }

  return {
    chunks(lead, start, end, samplesPerPixel) {
      const level = Math.min(topLevel, Math.max(0, Math.floor(Math.log2(samplesPerPixel))));
      const size = samplesIn(level);
      const found: Chunk[] = [];
      queue = queue.filter((wanted) => wanted.lead !== lead || wanted.level === topLevel);
      if (find({ lead, level: topLevel, index: 0 }) === null) want({ lead, level: topLevel, index: 0 });
      for (let index = Math.floor(start / size); index * size < end; index++) {
        const wanted = { lead, level, index };
        const tile = find(wanted) ?? coarser(lead, level, index * size);
        const from = Math.max(start, index * size);
        const to = Math.min(end, (index + 1) * size, source.sampleCount);
        if (tile !== null && to > from) found.push({ ...tile, from, to });
        if (!tiles.has(keyOf(wanted))) want(wanted);
      }
      return found;
    },
    whole: (lead) => find({ lead, level: topLevel, index: 0 }),
    isComplete: () => queue.length === 0 && underWay.size === 0,
    dispose() {
      isDisposed = true;
      queue = [];
      tiles.clear();
    },
  };
}

/**
 * The trace at a sample: where a column stands for many, the one of its two ends that is further from `offsetMv`, which
 * is where the tip of a QRS is drawn.
 *
 * @returns mV, or `null` where nothing is loaded or the recording has a gap
 */
export function valueAt(chunks: readonly Chunk[], sample: number, offsetMv: number): number | null {
  for (const { minMax, startSample, samplesPerColumn, from, to } of chunks) {
    if (sample < from || sample >= to) continue;
    const column = Math.floor((sample - startSample) / samplesPerColumn);
    const [low, high] = [minMax[2 * column], minMax[2 * column + 1]];
    if (low === undefined || high === undefined || Number.isNaN(low)) return null;
    return Math.abs(low - offsetMv) > Math.abs(high - offsetMv) ? low : high;
  }
  return null;
}
