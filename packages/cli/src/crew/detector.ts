import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Analysis,
  type Analyze,
  createAnalyzer,
  type EvaluatedRecord,
  type EvaluationOptions,
  evaluateRecord,
} from '@sinode/core';
import {
  type DataSetRecord,
  type ModelFiles,
  type OpenFile,
  openFile,
  readReference,
} from '@sinode/core/node';
import { CommandError } from '../failures.ts';

/** A recording to be analysed. */
export interface AnalyzeTask {
  readonly file: string;
  readonly lead: string | undefined;
  /** Hz, for formats that do not carry it. */
  readonly samplingRate: number | undefined;
}

/** A recording to be analysed and scored. */
export interface EvaluateTask {
  readonly entry: DataSetRecord;
  readonly options: EvaluationOptions;
}

export type OnFraction = (fraction: number) => void;

/** A network that is loaded, and what it can be asked for in one thread. */
export interface Detector {
  analyze(task: AnalyzeTask, onFraction: OnFraction): Promise<Analysis>;
  evaluate(task: EvaluateTask, onFraction: OnFraction): Promise<EvaluatedRecord>;
}

/** @throws ModelInvalidError when the network cannot be loaded */
export async function loadDetector({ card, bytes }: ModelFiles): Promise<Detector> {
  // The runtime's native library takes a tenth of a second to load: only where it is needed.
  const { createNodeNetwork } = await import('@sinode/core/onnx-node');
  const analyze = createAnalyzer({ network: await createNodeNetwork(bytes, card), card });
  return {
    async analyze({ file, lead, samplingRate }, onProgress) {
      await refuseFolder(file);
      const opened = await openFile(file, samplingRate === undefined ? {} : { samplingRate });
      try {
        return await analyze(opened.reader, lead === undefined ? { onProgress } : { lead, onProgress });
      } finally {
        await opened.close();
      }
    },
    async evaluate({ entry, options }, onProgress) {
      let opened: OpenFile | null = null;
      const open = async () => {
        opened = await openFile(entry.file);
        return opened.reader;
      };
      try {
        const reference = await readReference(entry);
        const withProgress: Analyze = (reader, chosen) => analyze(reader, { ...chosen, onProgress });
        const input = { record: entry.record, open, reference, analyze: withProgress, card };
        return await evaluateRecord(input, options);
      } finally {
        await (opened as OpenFile | null)?.close();
      }
    },
  };
}

async function refuseFolder(file: string): Promise<void> {
  const entry = await stat(file).catch(() => null);
  if (entry?.isDirectory() !== true) return;
  throw new CommandError(
    `it is a folder; name the recordings in it (${join(file, '*')}), or score annotated ones with sinode evaluate.`,
  );
}
