/** An evaluation in words. */
import { texts } from '../texts/index.ts';
import { formatMs, formatScore, formatShare } from '../ui/format-score.ts';
import type { FigureKey } from './figures.ts';
import type { Asked } from './types.ts';

const { evaluations: words } = texts;

/** `Library / mitdb`. */
export function dataOf({ source }: Pick<Asked, 'source'>): string {
  if (source.kind === 'corrections') {
    return source.recordingIds === undefined
      ? words.source.corrections
      : words.source.chosenCorrections(source.recordingIds.length);
  }
  return nameOfDataSet(source.dataSet);
}

export function nameOfDataSet(dataSet: string): string {
  return dataSet === '.' ? words.source.library : `${words.source.library} / ${dataSet}`;
}

export function toleranceOf({ protocol, toleranceMs }: Pick<Asked, 'protocol' | 'toleranceMs'>): string {
  const { cpsc2019, ec57 } = words.protocols;
  return protocol === 'cpsc2019' ? cpsc2019.tolerance : ec57.tolerance(formatMs(toleranceMs));
}

/** The challenge counts in points, the standard in shares. */
export function formatFigure(key: FigureKey, value: number | null): string {
  return key === 'qrsAccuracy' || key === 'heartRateAccuracy' ? formatScore(value) : formatShare(value);
}
