import { Flex, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { texts } from '../texts/index.ts';
import { formatCount, formatDuration } from '../ui/format.ts';
import { QualityBadge } from '../ui/quality-badge.tsx';
import type { Beats } from './beat-state.ts';
import { rateRange } from './moments.ts';
import type { AnalysisReport } from './viewed.ts';

export interface ResultSummaryProps {
  readonly report: AnalysisReport;
  readonly beats: Beats;
  /** 0: as the model found them; null: changed and not saved. */
  readonly version: number | null;
}

/** The heart rate as the big number, and what goes with it. */
export function ResultSummary({ report, beats, version }: ResultSummaryProps) {
  const { summary } = texts.recording;
  const range = useMemo(() => rateRange(beats), [beats]);
  const { heartRate } = beats;
  const readable = beats.rrMs.filter((_, i) => !Number.isNaN(beats.heartRates[i]));
  const meanRrMs = readable.length === 0 ? null : readable.reduce((sum, ms) => sum + ms, 0) / readable.length;
  return (
    <Paper withBorder p="md" component="section" aria-label={summary.label}>
      <Flex
        gap={{ base: 'sm', sm: 'xl' }}
        align={{ base: 'stretch', sm: 'center' }}
        direction={{ base: 'column', sm: 'row' }}
      >
        <Stack gap={0} miw={150}>
          <Text size="sm" c="dimmed">
            {summary.heartRate}
          </Text>
          <Group gap={6} align="baseline" data-testid="heart-rate">
            <Text fz={48} lh={1} fw={700}>
              {heartRate === null ? summary.none : Math.round(heartRate)}
            </Text>
            <Text size="lg">{summary.bpm}</Text>
          </Group>
        </Stack>
        <SimpleGrid
          component="dl"
          cols={{ base: 2, xs: 3, md: 4, lg: 7 }}
          m={0}
          flex={1}
          verticalSpacing="xs"
        >
          <Fact name={summary.quality}>
            <QualityBadge verdict={report.quality.verdict} />
          </Fact>
          <Fact name={summary.beats}>{formatCount(beats.samples.length)}</Fact>
          <Fact name={range?.isBeatToBeat ? summary.rangeBeatToBeat : summary.range}>
            {range === null ? summary.none : summary.rangeOf(range.slowest, range.fastest)}
          </Fact>
          <Fact name={summary.meanRr}>{meanRrMs === null ? summary.none : summary.ms(meanRrMs)}</Fact>
          <Fact name={summary.lead}>{report.lead}</Fact>
          <Fact name={summary.duration}>{formatDuration(report.durationSeconds)}</Fact>
          <Fact name={summary.model}>
            {report.model.name} {report.model.version}
          </Fact>
        </SimpleGrid>
      </Flex>
      <Stack gap={2} mt="sm">
        {version !== 0 && <Text size="sm">{summary.corrected(version)}</Text>}
        {beats.samples.length === 0 && <Text size="sm">{summary.noBeats}</Text>}
        {heartRate === null && beats.samples.length > 0 && <Text size="sm">{summary.noHeartRate}</Text>}
        {/* A good signal without a beat is a pause, or no heart: nothing that could be trusted. */}
        {(beats.samples.length > 0 || report.quality.verdict !== 'good') && (
          <Text size="sm">{summary.qualityHelp[report.quality.verdict]}</Text>
        )}
        <Text size="xs" c="dimmed">
          {summary.notMedical}
        </Text>
      </Stack>
    </Paper>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" fw={600} m={0}>
        {children}
      </Text>
    </div>
  );
}
