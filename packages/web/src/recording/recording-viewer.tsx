/** A recording, its beats and what can be done with them: the same for the server's and for those of this browser. */

import { Alert, List, Stack, Text, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { OverviewStrip } from '../trace/overview-strip.tsx';
import { DARK, LIGHT } from '../trace/palette.ts';
import { sinceStart } from '../trace/time-labels.ts';
import { TraceCanvas } from '../trace/trace-canvas.tsx';
import { createTraceModel, type TraceModel } from '../trace/trace-model.ts';
import type { TraceSource } from '../trace/trace-source.ts';
import { useTrace } from '../trace/use-trace.ts';
import type { Beats } from './beat-state.ts';
import { BeatTable } from './beat-table.tsx';
import { compareWithReference, nextError } from './compare-with-reference.ts';
import { CorrectionBar } from './correction-bar.tsx';
import { PrintedPicture } from './printed-picture.tsx';
import classes from './recording-viewer.module.css';
import { ResultSummary } from './result-summary.tsx';
import { TraceToolbar } from './trace-toolbar.tsx';
import { useCorrections } from './use-corrections.ts';
import type { AnalysisReport, BeatChange, CorrectedBeats, ReferenceBeats } from './viewed.ts';

export interface RecordingViewerProps {
  readonly trace: TraceSource;
  readonly name: string;
  readonly startTime: Date | null;
  /** The beats of one lead; null while there are none yet. */
  readonly report: AnalysisReport | null;
  /** Shown instead of the report's beats. */
  readonly corrected?: CorrectedBeats | null;
  readonly reference?: ReferenceBeats | null;
  /** Where to look first. @default the start */
  readonly initialSeconds?: number | 'first-error';
  /** Asked to find the beats of another lead. */
  readonly onLead?: (lead: string) => void;
  /** Saves corrections as a version; without it they can be exported only. */
  readonly onSave?: (save: {
    readonly changes: readonly BeatChange[];
    readonly note: string;
  }) => Promise<void>;
  /** An older version, say: to be looked at only. */
  readonly isReadOnly?: boolean;
  /** More to choose, in the line above the trace. */
  readonly controls?: ReactNode;
  /** Gives the person the file or files that the recording was read from. */
  readonly onDownload?: () => Promise<void>;
  /** In place of the result while there is none. */
  readonly pending?: ReactNode;
  /** Told whether there are changes that would be lost with another recording or lead. */
  readonly onUnsaved?: (isUnsaved: boolean) => void;
}

export function RecordingViewer(props: RecordingViewerProps) {
  const { trace, startTime, report, corrected = null, reference = null } = props;
  const model = useTraceModel(trace, startTime);
  const helpId = useId();
  const [announcement, setAnnouncement] = useState('');
  const base = corrected?.beats ?? report?.beats ?? null;
  const isReadOnly = props.isReadOnly ?? false;
  // What is changed while the rest is on its way to the server would belong to neither version.
  const [isSaving, setSaving] = useState(false);
  const isLocked = isReadOnly || isSaving;
  const corrections = useCorrections(base, report, trace.sampleCount, isLocked);
  const { beats, changes } = corrections;
  const compared = useMemo(
    () =>
      reference === null || beats === null
        ? null
        : compareWithReference(reference, beats.samples, trace.samplingRate),
    [reference, beats, trace.samplingRate],
  );
  useShown(model, report, beats, compared);
  useFirstLook(model, props.initialSeconds, compared);
  useBlocker({
    shouldBlockFn: () => changes.length > 0 && !window.confirm(texts.recording.correct.leave),
    enableBeforeUnload: () => changes.length > 0,
  });

  const { onUnsaved } = props;
  const isUnsaved = changes.length > 0;
  useEffect(() => onUnsaved?.(isUnsaved), [onUnsaved, isUnsaved]);

  const failure = useTrace(model, (state) => state.failure);
  const tool = useTrace(model, (state) => state.tool);
  useEffect(() => {
    if (isReadOnly && tool === 'correct') model.set({ tool: 'move' });
  }, [model, isReadOnly, tool]);
  const lead = report?.lead ?? null;
  const actions = {
    async add(pointed: number) {
      if (isLocked) return;
      const { isSnapping } = corrections;
      // Where the signal cannot be had, the beat is set where the person pointed.
      const sample =
        isSnapping && lead !== null ? await model.peakNear(lead, pointed).catch(() => pointed) : pointed;
      if (!corrections.change({ kind: 'add', sample })) return setAnnouncement(texts.recording.correct.there);
      model.set({ selected: sample, cursor: sample });
    },
    move(from: number, to: number) {
      if (from === to || !corrections.change({ kind: 'move', from, to })) return;
      model.set({ selected: to, cursor: to });
    },
    remove(sample: number) {
      if (corrections.change({ kind: 'delete', sample })) model.set({ selected: null });
    },
    undo: corrections.undo,
    redo: corrections.redo,
    onChosen(index: number) {
      if (beats !== null) setAnnouncement(announce(beats, index, trace.samplingRate));
    },
  };

  const save: NonNullable<RecordingViewerProps['onSave']> = async (corrected) => {
    setSaving(true);
    try {
      await props.onSave?.(corrected);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Stack gap="md">
      {report === null || beats === null ? (
        props.pending
      ) : (
        <ResultSummary
          report={report}
          beats={beats}
          version={changes.length > 0 ? null : (corrected?.version ?? 0)}
        />
      )}
      <Stack gap="xs" className={classes.screen}>
        <TraceToolbar
          model={model}
          name={props.name}
          report={report}
          beats={beats}
          compared={compared}
          isReadOnly={isReadOnly}
          controls={props.controls}
          {...(props.onLead === undefined ? {} : { onLead: props.onLead })}
          {...(props.onDownload === undefined ? {} : { onDownload: props.onDownload })}
        />
        {compared !== null && reference !== null && (
          <Text size="sm" role="status">
            {reference.annotator}:{' '}
            {texts.recording.reference.result(
              compared.matched.length,
              compared.missed.length,
              compared.extra.length,
            )}{' '}
            <Text span c="dimmed" size="sm">
              ({texts.recording.reference.legend})
            </Text>
          </Text>
        )}
        {failure !== null && (
          <Alert color="orange" role="alert">
            {texts.recording.trace.failed}
          </Alert>
        )}
        <TraceCanvas model={model} actions={actions} helpId={helpId} />
        <OverviewStrip model={model} />
        <Text id={helpId} size="xs" c="dimmed">
          {texts.recording.help.short}
        </Text>
        <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      </Stack>
      <PrintedPicture model={model} name={props.name} report={report} heartRate={beats?.heartRate ?? null} />
      {tool === 'correct' && report !== null && !isReadOnly && (
        <CorrectionBar
          model={model}
          corrections={corrections}
          actions={actions}
          isSaving={isSaving}
          {...(props.onSave === undefined ? {} : { onSave: save })}
        />
      )}
      {beats !== null && <BeatTable model={model} beats={beats} onRemove={actions.remove} />}
      {report !== null && report.warnings.length > 0 && (
        <Alert color="gray" title={texts.recording.warnings}>
          <List size="sm">
            {report.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}

function useTraceModel(trace: TraceSource, startTime: Date | null): TraceModel {
  const startMs = startTime?.getTime() ?? null;
  const held = useRef<{ trace: TraceSource; startMs: number | null; model: TraceModel } | null>(null);
  // Not `useMemo`: React may forget what that made, and with it all that was loaded.
  if (held.current === null || held.current.trace !== trace || held.current.startMs !== startMs) {
    held.current?.model.dispose();
    held.current = { trace, startMs, model: createTraceModel(trace, startTime) };
  }
  return held.current.model;
}

/** Hands everything that is drawn to the trace. */
function useShown(
  model: TraceModel,
  report: AnalysisReport | null,
  beats: Beats | null,
  reference: ReturnType<typeof compareWithReference> | null,
): void {
  const scheme = useComputedColorScheme('light');
  const lead = report?.lead ?? null;
  useEffect(() => {
    if (lead !== null && !model.get().leads.includes(lead)) model.set({ leads: [lead] });
  }, [model, lead]);
  useEffect(() => {
    model.set({
      palette: scheme === 'dark' ? DARK : LIGHT,
      stretches: report?.quality.stretches ?? [],
      beats: lead === null || beats === null ? null : { lead, ...beats },
      reference,
    });
  }, [model, scheme, lead, report, beats, reference]);
}

/** Goes where the address says, once. */
function useFirstLook(
  model: TraceModel,
  initial: number | 'first-error' | undefined,
  compared: ReturnType<typeof compareWithReference> | null,
): void {
  const hasLooked = useRef(false);
  const isLaidOut = useTrace(model, (state) => state.width > 0);
  useEffect(() => {
    if (hasLooked.current || initial === undefined || !isLaidOut) return;
    if (initial === 'first-error') {
      if (compared === null) return;
      const sample = nextError(compared, -1);
      if (sample !== null) {
        model.set({ cursor: sample });
        model.goTo(sample / model.source.samplingRate);
      }
    } else model.goTo(initial);
    hasLooked.current = true;
  }, [model, initial, compared, isLaidOut]);
}

function announce({ samples, heartRates, confidence }: Beats, index: number, samplingRate: number): string {
  const rate = heartRates[index] ?? Number.NaN;
  const sure = confidence[index] ?? Number.NaN;
  return texts.recording.beat.announce(
    index,
    samples.length,
    sinceStart((samples[index] ?? 0) / samplingRate, 0.1),
    Number.isNaN(rate) ? null : rate,
    Number.isNaN(sure) ? null : sure,
  );
}
