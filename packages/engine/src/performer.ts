/** The tasks themselves, as they are done in one thread. */
import {
  type Analysis,
  type Analyze,
  type BeatNetwork,
  createAnalyzer,
  type EvaluatedRecord,
  evaluateRecord,
  type ReferenceBeats,
  singleLeadReader,
} from '@sinode/core';
import { type ModelFiles, type OpenFile, openFile, readReference } from '@sinode/core/node';
import type { PassThrough } from './gate.ts';
import { inspect } from './inspect.ts';
import { prepare } from './prepare.ts';
import type {
  AnalyzeSamplesTask,
  AnalyzeTask,
  EvaluateTask,
  InspectedRecording,
  InspectTask,
  PreparedRecording,
  PrepareTask,
  ReferenceTask,
} from './tasks.ts';
import type { Task } from './thread-messages.ts';

export type OnFraction = (fraction: number) => void;

/** A network that is loaded, and what it can be asked for in one thread. */
export interface Performer {
  analyze(task: AnalyzeTask | AnalyzeSamplesTask, onFraction: OnFraction): Promise<Analysis>;
  evaluate(task: EvaluateTask, onFraction: OnFraction): Promise<EvaluatedRecord>;
  inspect(task: InspectTask, onFraction: OnFraction): Promise<InspectedRecording>;
  prepare(task: PrepareTask, onFraction: OnFraction): Promise<PreparedRecording>;
  reference(task: ReferenceTask): Promise<ReferenceBeats>;
  /** Frees the network. */
  dispose(): Promise<void>;
}

/**
 * @param inNative - does each call into the native library
 * @throws ModelInvalidError when the network cannot be loaded
 */
export async function loadPerformer(
  { card, bytes }: ModelFiles,
  inNative: PassThrough = (work) => work(),
): Promise<Performer> {
  const session = await inNative(async () => {
    // The runtime's native library takes a tenth of a second to load: only where it is needed.
    const { createNodeNetwork } = await import('@sinode/core/onnx-node');
    return createNodeNetwork(bytes, card);
  });
  const network: BeatNetwork = {
    infer: (samples) => inNative(() => session.infer(samples)),
    dispose: () => inNative(() => session.dispose()),
  };
  const analyze = createAnalyzer({ network, card });
  return {
    async analyze(task, onProgress) {
      if ('samples' in task)
        return analyze(singleLeadReader(task.samples, task.samplingRate, 'ecg'), { onProgress });
      const { file, lead, samplingRate } = task;
      const opened = await openFile(file, rateOptions(samplingRate));
      try {
        return await analyze(opened.reader, lead === undefined ? { onProgress } : { lead, onProgress });
      } finally {
        await opened.close();
      }
    },
    async evaluate(task, onProgress) {
      const { record, file } = 'entry' in task ? task.entry : task;
      let opened: OpenFile | null = null;
      const open = async () => {
        opened = await openFile(file, 'entry' in task ? {} : rateOptions(task.samplingRate));
        return opened.reader;
      };
      try {
        const reference = 'entry' in task ? await readReference(task.entry) : task.reference;
        const withProgress: Analyze = (reader, chosen) => analyze(reader, { ...chosen, onProgress });
        return await evaluateRecord({ record, open, reference, analyze: withProgress, card }, task.options);
      } finally {
        await (opened as OpenFile | null)?.close();
      }
    },
    inspect,
    prepare,
    reference: ({ file }) => readReference({ record: '', file: '', reference: file }),
    dispose: () => network.dispose(),
  };
}

/** Whatever the task is. */
export function performTask(
  performer: Performer,
  { kind, input }: Task,
  onFraction: OnFraction,
): Promise<unknown> {
  switch (kind) {
    case 'analyze':
      return performer.analyze(input, onFraction);
    case 'evaluate':
      return performer.evaluate(input, onFraction);
    case 'inspect':
      return performer.inspect(input, onFraction);
    case 'prepare':
      return performer.prepare(input, onFraction);
    case 'reference':
      return performer.reference(input);
  }
}

function rateOptions(samplingRate: number | undefined): { samplingRate?: number } {
  return samplingRate === undefined ? {} : { samplingRate };
}
