import { Badge } from '@mantine/core';
import { useLibrary } from '../recordings/use-recordings.ts';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatDateTime, formatDuration } from '../ui/format.ts';
import { dataOf, toleranceOf } from './describe-evaluation.ts';
import classes from './evaluation-page.module.css';
import type { Evaluation } from './types.ts';

const { evaluations: words } = texts;

/** What was asked: the data, the model, and every setting that can change a figure. */
export function EvaluationSettings({ evaluation }: { readonly evaluation: Evaluation }) {
  const { asked, model, finishedAt } = evaluation;
  const library = useLibrary();
  const dataSet = library.data?.dataSets.find(
    ({ name }) => asked.source.kind === 'library' && asked.source.dataSet === name,
  );
  const isChallenge = asked.protocol === 'cpsc2019' || dataSet?.protocols.includes('cpsc2019') === true;
  const reference =
    asked.source.kind === 'corrections'
      ? words.page.correctedReference
      : isChallenge
        ? words.page.challengeReference
        : asked.annotator;
  return (
    <dl className={classes.settings}>
      <Setting name={words.page.data}>
        {dataOf(asked)}{' '}
        {dataSet?.isSynthetic && (
          <Badge component="span" color="gray" variant="light" size="sm" tt="none">
            {words.source.synthetic}
          </Badge>
        )}
      </Setting>
      <Setting name={words.page.protocol}>{words.protocols[asked.protocol].name}</Setting>
      <Setting name={words.page.model}>
        <AnchorLink to="/models/$name" params={{ name: model.name }} size="sm">
          {`${model.name} ${model.version}`}
        </AnchorLink>
      </Setting>
      <Setting name={words.page.reference}>{reference}</Setting>
      <Setting name={words.page.lead}>{asked.lead ?? words.page.anyLead}</Setting>
      <Setting name={words.page.tolerance}>{toleranceOf(asked)}</Setting>
      {asked.protocol === 'ec57' && (
        <Setting name={words.page.span}>
          {asked.span === 'all' ? words.form.spanAll : words.form.spanAnnotated}
          {asked.fromSeconds > 0 && `, ${words.page.from(formatDuration(asked.fromSeconds))}`}
        </Setting>
      )}
      {finishedAt !== null && <Setting name={words.page.finished}>{formatDateTime(finishedAt)}</Setting>}
    </dl>
  );
}

function Setting({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
