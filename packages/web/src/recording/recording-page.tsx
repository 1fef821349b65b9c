import { Alert, Anchor, Button, Group, Progress, Select, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { orThrow } from '@sinode/client';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { client } from '../api/api.ts';
import { refresh } from '../api/refresh.ts';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import { Failure, wordsOf } from '../ui/failure.tsx';
import { formatDuration, formatRate, formatStartTime } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useHeld } from '../ui/use-held.ts';
import { LISTS } from './query-keys.ts';
import { RecordingViewer } from './recording-viewer.tsx';
import { serverTrace } from './server-trace.ts';
import { useAnalysis, useRecording, useReference, useVersions, versionQuery } from './use-recording.ts';
import type { BeatChange, ReferenceBeats } from './viewed.ts';

const route = getRouteApi('/signed-in/recordings/$id');

const AS_FOUND = 'analysis';
const NONE = 'none';

export function RecordingPage() {
  const { id } = route.useParams();
  const recording = useRecording(id);
  if (recording.isPending) return <Loading />;
  // What is known stays, with all that somebody is doing to it, also when it cannot be asked for again.
  if (recording.data === undefined) {
    return (
      <Page>
        <title>{texts.recordings.pageTitle}</title>
        <Stack>
          <Title order={1}>{texts.recordings.title}</Title>
          <Failure error={recording.error} onRetry={() => void recording.refetch()} />
        </Stack>
      </Page>
    );
  }
  // Another recording is another page: nothing of one must be seen on the other.
  return <Shown key={id} recording={recording.data} />;
}

function Shown({ recording }: { readonly recording: NonNullable<ReturnType<typeof useRecording>['data']> }) {
  const { id } = recording;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [lead, setLead] = useState(search.lead);
  // Corrections belong to the beats that they were begun with. Other beats may come at any time, from another tab or with
  // another model: they wait.
  const [isUnsaved, setUnsaved] = useState(false);
  const { analysis, progress } = useAnalysis(id, lead);
  const analysed = useHeld(analysis.data, isUnsaved);
  const report = analysed?.report ?? null;
  const versions = useVersions(id);
  const ofLead = versions.data?.filter((version) => version.lead === report?.lead) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const latestId = useHeld(ofLead[0]?.id ?? AS_FOUND, isUnsaved);
  // A person's own latest version, unless they want to see another.
  const shownId = search.reference !== undefined && chosen === null ? AS_FOUND : (chosen ?? latestId);
  const version = useQuery({ ...versionQuery(shownId), enabled: shownId !== AS_FOUND });
  const corrected = shownId === AS_FOUND ? null : (version.data ?? null);
  // Until it is known which beats are to be seen, none are: those of the model would be gone in a moment.
  const isKnown = !versions.isPending && (shownId === AS_FOUND || corrected !== null);
  const isLatest = shownId === latestId;
  const [annotator, setAnnotator] = useState(search.reference ?? NONE);
  const reference = useReference(id, annotator === NONE ? undefined : annotator, report?.lead);
  // Once: what else is known of the recording may change, its signal does not.
  const [trace] = useState(() => serverTrace(recording));
  const startTime = useMemo(
    () => (recording.startTime === null ? null : new Date(recording.startTime)),
    [recording.startTime],
  );
  const compared = useMemo(
    (): ReferenceBeats | null =>
      annotator === NONE || reference.data?.annotator !== annotator
        ? null
        : {
            annotator,
            beats: reference.data.beats,
            excluded: reference.data.excluded,
            toleranceMs: search.tolerance,
            span: search.span,
          },
    [annotator, reference.data, search.tolerance, search.span],
  );
  // The list shows what was found: it has a heart rate for this recording now.
  const isDone = report !== null;
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: LISTS, refetchType: 'none' });
  }, [isDone, queries]);

  const save = async ({ changes, note }: { changes: readonly BeatChange[]; note: string }) => {
    if (analysed === undefined || report === null) return;
    const saved = await orThrow(
      client.POST('/v1/recordings/{id}/corrections', {
        params: { path: { id } },
        body: {
          lead: report.lead,
          basedOn: corrected === null ? { analysisId: analysed.id } : { version: corrected.version },
          changes: [...changes],
          note,
        },
      }),
    );
    await Promise.all([
      queries.prefetchQuery(versionQuery(saved.id)),
      refresh(queries, ['recordings', id, 'corrections']),
    ]);
    setUnsaved(false);
    setChosen(saved.id);
    notifications.show({ color: 'teal', message: texts.recording.correct.saved(saved.version) });
  };
  const download = async () => {
    const { mainFile, files } = recording;
    const blob = await orThrow(
      client.GET('/v1/recordings/{id}/download', { params: { path: { id } }, parseAs: 'blob' }),
    );
    const isZip = files.length > 1;
    saveFile(isZip ? `${recording.name}.zip` : mainFile, blob as Blob, 'application/octet-stream');
  };
  /** Asks before corrections are lost. */
  const mayLeave = () => {
    if (isUnsaved && !window.confirm(texts.recording.correct.lose)) return false;
    setUnsaved(false);
    return true;
  };
  const changeLead = (next: string) => {
    if (next === report?.lead || !mayLeave()) return;
    setLead(next);
    setChosen(null);
    void navigate({
      search: (before) => ({ ...before, lead: next }),
      replace: true,
      ignoreBlocker: true,
    });
  };
  const changeVersion = (next: string | null) => {
    if (next !== shownId && mayLeave()) setChosen(next);
  };

  const words = texts.recording;
  const annotators = reference.data?.annotators ?? [];
  return (
    <Page size="100%">
      <title>{words.title(recording.name)}</title>
      <Stack gap="md">
        <Stack gap={4}>
          <Anchor component={Link} to="/recordings" size="sm">
            <IconArrowLeft size={14} aria-hidden /> {words.back}
          </Anchor>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {recording.name}
          </Title>
          <Text size="sm" c="dimmed">
            {[
              recording.startTime === null ? null : formatStartTime(recording.startTime),
              formatDuration(recording.durationSeconds),
              formatRate(recording.samplingRate),
              recording.format.toUpperCase(),
              recording.dataSet,
              ...recording.tags,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {recording.note !== '' && <Text size="sm">{recording.note}</Text>}
        </Stack>
        <RecordingViewer
          trace={trace}
          name={recording.name}
          startTime={startTime}
          report={isKnown ? report : null}
          corrected={corrected}
          reference={compared}
          isReadOnly={!isLatest}
          onLead={changeLead}
          onSave={save}
          onUnsaved={setUnsaved}
          onDownload={download}
          {...(search.at === undefined ? {} : { initialSeconds: search.at })}
          pending={
            version.isError ? (
              <Failure error={version.error} onRetry={() => void version.refetch()} />
            ) : analysis.isError ? (
              <Alert color="red" title={words.analysing.failed} role="alert">
                <Group>
                  <Text size="sm">{wordsOf(analysis.error)}</Text>
                  <Button size="xs" variant="default" onClick={() => void analysis.refetch()}>
                    {words.analysing.again}
                  </Button>
                </Group>
              </Alert>
            ) : (
              <Pending progress={progress} />
            )
          }
          controls={
            (ofLead.length > 0 || annotators.length > 0) && (
              <>
                {ofLead.length > 0 && (
                  <Select
                    label={words.versions.label}
                    size="xs"
                    w={240}
                    allowDeselect={false}
                    value={shownId}
                    onChange={changeVersion}
                    data={[
                      ...ofLead.map((each) => ({
                        value: each.id,
                        label: words.versions.version(each.version, each.note),
                      })),
                      { value: AS_FOUND, label: words.versions.analysis },
                    ]}
                  />
                )}
                {annotators.length > 0 && (
                  <Select
                    label={words.reference.label}
                    size="xs"
                    w={200}
                    allowDeselect={false}
                    value={annotator}
                    onChange={(next) => setAnnotator(next ?? NONE)}
                    data={[{ value: NONE, label: words.reference.none }, ...annotators]}
                  />
                )}
              </>
            )
          }
        />
      </Stack>
    </Page>
  );
}

function Pending({ progress }: { readonly progress: number }) {
  const { analysing } = texts.recording;
  const percent = Math.floor(progress * 100);
  return (
    <Stack gap={4} role="status">
      <Text size="sm">
        {analysing.title} {progress > 0 && analysing.progress(percent)}
      </Text>
      <Progress value={percent} animated aria-label={analysing.title} />
    </Stack>
  );
}
