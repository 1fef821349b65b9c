import { Text } from '@mantine/core';
import { FigureCard, FigureList } from '../evaluations/figure-card.tsx';
import { texts } from '../texts/index.ts';
import { formatCount, NOTHING } from '../ui/format.ts';
import { formatExactBpm, formatNumber, formatShare, formatSigned } from '../ui/format-score.ts';
import type { ShadowAgreement } from './types.ts';

const { figures: words } = texts.administration.shadow;

/** Six of them: in threes, in twos, or one below the other. */
const LEAST_PX = 320;

/** The agreement of two models in large figures. */
export function AgreementFigures({ agreement }: { readonly agreement: ShadowAgreement }) {
  const { comparisons, failed, beats, f1, f1Interval, heartRate, speedRatio } = agreement;
  const { meanDifference, p95AbsoluteDifference, within5Bpm } = heartRate;
  return (
    <FigureList leastPx={LEAST_PX}>
      <FigureCard
        name={words.f1.name}
        value={formatShare(f1)}
        explanation={f1 === null ? words.f1.none : words.f1.explanation}
      >
        {f1 !== null && (
          <Text component="dd" size="sm" fw={500}>
            {f1Interval === null || f1Interval.low === f1Interval.high
              ? words.f1.noInterval
              : words.f1.interval(formatShare(f1Interval.low), formatShare(f1Interval.high))}
          </Text>
        )}
      </FigureCard>
      <FigureCard
        name={words.comparisons.name}
        value={formatCount(comparisons)}
        explanation={words.comparisons.failed(failed)}
      />
      <FigureCard
        name={words.beats.name}
        value={formatCount(beats.both)}
        explanation={words.beats.explanation(
          formatCount(beats.onlyCurrent),
          formatCount(beats.onlyCandidate),
        )}
      />
      <FigureCard
        name={words.heartRate.name}
        value={
          meanDifference === null ? NOTHING : formatSigned(meanDifference, (bpm) => formatExactBpm(bpm, 2))
        }
        explanation={meanDifference === null ? words.heartRate.none : words.heartRate.explanation}
      />
      <FigureCard
        name={words.within.name}
        value={formatShare(within5Bpm, 1)}
        explanation={
          p95AbsoluteDifference === null
            ? words.heartRate.none
            : words.within.explanation(formatExactBpm(p95AbsoluteDifference))
        }
      />
      <FigureCard
        name={words.speed.name}
        value={speedRatio === null ? NOTHING : words.speed.value(formatNumber(speedRatio, 2))}
        explanation={words.speed.explanation}
      />
    </FigureList>
  );
}
