import {
  Alert,
  Anchor,
  Badge,
  Button,
  Collapse,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ApiError } from '@sinode/client';
import { EvaluationRequest } from '@sinode/contracts';
import { IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ModelSummary, useModels } from '../models/use-models.ts';
import { isScanning, useLibrary } from '../recordings/use-recordings.ts';
import { texts } from '../texts/index.ts';
import { Failure, wordsOf } from '../ui/failure.tsx';
import { formatDuration } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { nameOfDataSet } from './describe-evaluation.ts';
import {
  CORRECTIONS,
  type Draft,
  dataSetOf,
  emptyDraft,
  keyOf,
  protocolsOf,
  requestOf,
  withAnnotator,
  withSource,
} from './draft.ts';
import classes from './new-evaluation-form.module.css';
import type { LibraryDataSet, Protocol } from './types.ts';
import { useCreateEvaluation } from './use-evaluations.ts';

const { evaluations: words } = texts;
const PROTOCOLS: readonly Protocol[] = ['cpsc2019', 'ec57'];

/** Field by field, by the first part of its path. */
type Problems = Readonly<Record<string, string>>;

export function NewEvaluationForm({
  model,
  onCancel,
}: {
  readonly model: string | undefined;
  readonly onCancel: () => void;
}) {
  const library = useLibrary();
  const models = useModels();
  if (library.isPending || models.isPending) return <Loading />;
  // What is known stays, with all that was filled in.
  if (library.data === undefined) {
    return <Failure error={library.error} onRetry={() => void library.refetch()} />;
  }
  if (models.data === undefined) {
    return <Failure error={models.error} onRetry={() => void models.refetch()} />;
  }
  const loaded = models.data.items.filter(({ isLoaded }) => isLoaded);
  const chosen = loaded.find(({ name }) => name === model) ?? loaded[0];
  return (
    <Form
      dataSets={library.data.dataSets}
      isComplete={!isScanning(library.data.scan)}
      models={models.data.items}
      start={emptyDraft(library.data.dataSets, chosen?.name ?? '')}
      onCancel={onCancel}
    />
  );
}

function Form({
  dataSets,
  isComplete,
  models,
  start,
  onCancel,
}: {
  readonly dataSets: readonly LibraryDataSet[];
  /** Else there may be more of them in a moment. */
  readonly isComplete: boolean;
  readonly models: readonly ModelSummary[];
  readonly start: Draft;
  readonly onCancel: () => void;
}) {
  const [draft, setDraft] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const [hasMore, more] = useDisclosure();
  const create = useCreateEvaluation();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });

  // Whoever sent it is taken to what is wrong.
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  async function send(event: FormEvent) {
    event.preventDefault();
    const request = requestOf(draft);
    const parsed = EvaluationRequest.safeParse(request);
    if (!parsed.success) {
      show(parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]));
      return;
    }
    setProblems({});
    try {
      const { id } = await create.mutateAsync(request);
      await navigate({ to: '/evaluations/$id', params: { id } });
    } catch (error) {
      if (error instanceof ApiError) show(error.fields.map(({ field, message }) => [partOf(field), message]));
    }
  }

  function show(found: readonly (readonly [field: string, message: string])[]) {
    const all: Record<string, string> = {};
    for (const [field, message] of found) all[field] ??= sentence(message);
    if (MORE_FIELDS.some((field) => field in all)) more.open();
    setProblems(all);
  }

  const ofSource = dataSetOf(draft.source, dataSets);
  const fitting = protocolsOf(draft.source, dataSets);
  return (
    <form ref={form} onSubmit={(event) => void send(event)} noValidate>
      <Stack gap="lg">
        <SourceChoice
          dataSets={dataSets}
          isComplete={isComplete}
          value={draft.source}
          error={problems.source}
          onChange={(source) => setDraft(withSource(draft, source, dataSets))}
        />
        <ProtocolChoice
          value={draft.protocol}
          fitting={fitting}
          error={problems.protocol}
          onChange={(protocol) => change({ protocol })}
        />
        {(ofSource?.annotators.length ?? 0) > 1 && (
          <NativeSelect
            label={words.form.annotator}
            description={words.form.annotatorDescription}
            data={ofSource?.annotators ?? []}
            value={draft.annotator}
            error={problems.annotator}
            onChange={(event) => setDraft(withAnnotator(draft, event.currentTarget.value))}
          />
        )}
        <NativeSelect
          label={words.form.model}
          data={models.map(({ name, version, isLoaded }) => ({
            value: name,
            label: isLoaded ? `${name} ${version}` : words.form.notLoaded(name),
            disabled: !isLoaded,
          }))}
          value={draft.model}
          error={problems.model}
          onChange={(event) => change({ model: event.currentTarget.value })}
        />
        <TextInput
          label={words.form.name}
          description={words.form.nameDescription}
          value={draft.name}
          error={problems.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div>
          <Anchor
            component="button"
            type="button"
            className={classes.more}
            aria-expanded={hasMore}
            onClick={more.toggle}
          >
            {hasMore ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
            {words.form.more}
          </Anchor>
          <Collapse expanded={hasMore} keepMounted={false}>
            <MoreSettings draft={draft} problems={problems} onChange={change} />
          </Collapse>
        </div>
        {create.isError && <Refusal error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {words.form.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const MORE_FIELDS = ['lead', 'span', 'toleranceMs', 'fromSeconds'];

function SourceChoice({
  dataSets,
  isComplete,
  value,
  error,
  onChange,
}: {
  readonly dataSets: readonly LibraryDataSet[];
  readonly isComplete: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (source: string) => void;
}) {
  return (
    <Radio.Group
      label={words.form.data}
      description={words.form.dataDescription}
      value={value}
      onChange={onChange}
      error={error}
    >
      <Text size="sm" mt="xs" role="status" className={classes.notice}>
        {isComplete ? dataSets.length === 0 && words.form.emptyLibrary : words.form.scanning}
      </Text>
      <Stack gap="xs" mt="xs" className={classes.sources}>
        {dataSets.map((dataSet) => (
          <Radio
            key={dataSet.name}
            value={keyOf(dataSet)}
            disabled={dataSet.protocols.length === 0}
            label={<DataSetLabel dataSet={dataSet} />}
            description={factsOf(dataSet)}
          />
        ))}
      </Stack>
      <Radio
        mt="xs"
        px={2}
        value={CORRECTIONS}
        label={words.form.corrections}
        description={words.form.correctionsDescription}
      />
    </Radio.Group>
  );
}

function DataSetLabel({ dataSet: { name, isSynthetic } }: { readonly dataSet: LibraryDataSet }) {
  return (
    <Group component="span" gap="xs">
      {nameOfDataSet(name)}
      {isSynthetic && (
        <Badge component="span" color="gray" variant="light" size="sm" tt="none">
          {words.source.synthetic}
        </Badge>
      )}
    </Group>
  );
}

function factsOf({ recordings, durationSeconds, protocols }: LibraryDataSet): string {
  const facts = words.form.facts(recordings, formatDuration(durationSeconds));
  const fits = protocols.map((protocol) => words.protocols[protocol].name).join(', ');
  return `${facts} · ${fits === '' ? words.form.unmarked : fits}`;
}

function ProtocolChoice({
  value,
  fitting,
  error,
  onChange,
}: {
  readonly value: Protocol;
  readonly fitting: readonly Protocol[];
  readonly error: string | undefined;
  readonly onChange: (protocol: Protocol) => void;
}) {
  return (
    <Radio.Group
      label={words.form.protocol}
      description={words.form.protocolDescription}
      value={value}
      onChange={(chosen) => onChange(chosen === 'cpsc2019' ? 'cpsc2019' : 'ec57')}
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {PROTOCOLS.map((protocol) => {
          const fits = fitting.includes(protocol);
          const { name, short, explanation } = words.protocols[protocol];
          return (
            <Radio
              key={protocol}
              value={protocol}
              disabled={!fits}
              label={`${name}: ${short}`}
              description={fits ? explanation : words.form.challengeOnly}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}

function MoreSettings({
  draft,
  problems,
  onChange,
}: {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const isFixed = draft.protocol === 'cpsc2019';
  return (
    <Stack gap="md" mt="sm">
      <TextInput
        label={words.form.lead}
        description={words.form.leadDescription}
        value={draft.lead}
        error={problems.lead}
        onChange={(event) => onChange({ lead: event.currentTarget.value })}
      />
      {isFixed ? (
        <Text size="sm" c="dimmed">
          {words.form.fixed}
        </Text>
      ) : (
        <>
          <NativeSelect
            label={words.form.span}
            data={[
              { value: 'all', label: words.form.spanAll },
              { value: 'annotated', label: words.form.spanAnnotated },
            ]}
            value={draft.span}
            error={problems.span}
            onChange={(event) =>
              onChange({ span: event.currentTarget.value === 'annotated' ? 'annotated' : 'all' })
            }
          />
          <NumberInput
            label={words.form.tolerance}
            description={words.form.toleranceDescription}
            value={draft.toleranceMs}
            error={problems.toleranceMs}
            hideControls
            onChange={(toleranceMs) => onChange({ toleranceMs })}
          />
          <NumberInput
            label={words.form.fromSeconds}
            description={words.form.fromSecondsDescription}
            value={draft.fromSeconds}
            error={problems.fromSeconds}
            hideControls
            onChange={(fromSeconds) => onChange({ fromSeconds })}
          />
        </>
      )}
    </Stack>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      {wordsOf(error)}
    </Alert>
  );
}

/** `body.source.dataSet` → `source`. */
function partOf(field: string): string {
  return field.split('.').find((part) => part !== 'body') ?? '';
}

/** The rules are written to follow the name of a field. */
function sentence(rule: string): string {
  return `${rule.charAt(0).toUpperCase()}${rule.slice(1)}${/[.!?]$/.test(rule) ? '' : '.'}`;
}
