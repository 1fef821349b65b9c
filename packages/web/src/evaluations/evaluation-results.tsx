import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLibrary } from '../recordings/use-recordings.ts';
import { texts } from '../texts/index.ts';
import { FigureCards } from './figure-cards.tsx';
import { EvaluationPlots } from './plots/evaluation-plots.tsx';
import { RecordsTable } from './records-table.tsx';
import { TrainingNotice } from './training-notice.tsx';
import type { Evaluation } from './types.ts';
import { isUnfinished } from './use-evaluations.ts';
import { usePrinting } from './use-printing.ts';
import { useRecordingTarget } from './use-recording-target.ts';

const { evaluations: words } = texts;

/** What came of an evaluation; while it runs, what is known so far. */
export function EvaluationResults({ evaluation }: { readonly evaluation: Evaluation }) {
  const { protocol, records: all, unscored, asked } = evaluation;
  const [isLeftOut, setLeftOut] = useState(false);
  const records = useMemo(
    () => (isLeftOut ? all.filter(({ seenInTraining }) => !seenInTraining) : all),
    [all, isLeftOut],
  );
  const seen = all.filter(({ seenInTraining }) => seenInTraining).length;
  const isPrinting = usePrinting();
  const targetOf = useRecordingTarget(asked);
  const runs = isUnfinished(evaluation);
  return (
    <Stack gap="xl">
      <TrainingNotice seen={seen} of={all.length} isLeftOut={isLeftOut} onLeaveOut={setLeftOut} />
      <SyntheticNotice evaluation={evaluation} />
      <section>
        <Title order={2} size="h3" mb="sm">
          {runs ? words.running.soFar : words.page.results}
        </Title>
        {records.length === 0 ? (
          <Text>{words.page.nothingScored}</Text>
        ) : (
          <FigureCards
            protocol={protocol}
            records={records}
            isFinal={!runs}
            timing={isLeftOut ? null : evaluation.timing}
          />
        )}
      </section>
      {!runs && records.length > 0 && (
        <EvaluationPlots protocol={protocol} records={records} targetOf={targetOf} isPrinting={isPrinting} />
      )}
      {unscored.length > 0 && (
        <Alert color="orange" title={words.unscored.title(unscored.length)}>
          <Text size="sm">{words.unscored.text(unscored.length)}</Text>
          <List size="sm" mt="xs">
            {unscored.map(({ record, error }) => (
              <List.Item key={record}>
                <b>{record}</b>: {error}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {!runs && records.length > 0 && (
        <RecordsTable
          protocol={protocol}
          records={records}
          intro={asked.source.kind === 'corrections' ? words.table.introCorrections : words.table.intro}
          targetOf={targetOf}
          isPrinting={isPrinting}
        />
      )}
    </Stack>
  );
}

function SyntheticNotice({ evaluation: { asked } }: { readonly evaluation: Evaluation }) {
  const library = useLibrary();
  const { source } = asked;
  const isSynthetic = library.data?.dataSets.some(
    (dataSet) => source.kind === 'library' && dataSet.name === source.dataSet && dataSet.isSynthetic,
  );
  return isSynthetic === true && <Alert color="gray">{words.source.syntheticNotice}</Alert>;
}
