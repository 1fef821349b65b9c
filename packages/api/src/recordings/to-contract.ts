import type { Recording } from '@sinode/contracts';
import type { RecordingRow } from './find-recording.ts';

/** A row as a client sees it. */
export function toContract(row: RecordingRow): Recording {
  return {
    id: row.id,
    source: row.ownerId === null ? 'library' : 'mine',
    dataSet: row.dataSet,
    name: row.name,
    note: row.note,
    tags: row.tags,
    format: row.format,
    samplingRate: row.samplingRate,
    givenSamplingRate: row.givenSamplingRate,
    sampleCount: row.sampleCount,
    durationSeconds: row.durationSeconds,
    startTime: row.startTime?.toISOString() ?? null,
    leads: [...row.leads],
    warnings: [...row.warnings],
    files: [...row.files],
    mainFile: row.mainFile,
    sha256: row.sha256,
    sizeBytes: row.sizeBytes,
    createdAt: row.createdAt.toISOString(),
  };
}
