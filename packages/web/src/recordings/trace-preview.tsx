import { readEnvelope } from '@sinode/client';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { formatDuration } from '../ui/format.ts';
import { previewPath } from './preview-path.ts';
import classes from './trace-preview.module.css';
import type { Recording } from './use-recordings.ts';

const LONGEST_SECONDS = 10;
const SIZE = { width: 240, height: 56 };
/** One for a pixel of a dense screen. */
const COLUMNS = 2 * SIZE.width;

interface TracePreviewProps {
  readonly recording: Recording;
  /** Read only when somebody can see it. */
  readonly isSeen: boolean;
}

/** The first seconds of a recording. Its place has the same size before, so that nothing jumps. */
export function TracePreview({ recording, isSeen }: TracePreviewProps) {
  const { id, analysis, leads, samplingRate, sampleCount } = recording;
  // The lead whose beats are known shows them.
  const lead = analysis?.lead ?? leads[0]?.name ?? '';
  const end = Math.min(sampleCount, Math.round(LONGEST_SECONDS * samplingRate));
  const preview = useQuery({
    queryKey: ['recordings', id, 'preview', lead],
    enabled: isSeen && lead !== '',
    // What is recorded does not change.
    staleTime: Number.POSITIVE_INFINITY,
    async queryFn() {
      const envelope = await readEnvelope(client, { recordingId: id, lead, start: 0, end, columns: COLUMNS });
      return previewPath(envelope.minMax, SIZE);
    },
  });
  const words = texts.recordings.row;
  return (
    <div className={classes.frame}>
      {preview.data !== undefined && preview.data !== '' && (
        <svg
          className={classes.picture}
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={words.preview(formatDuration(end / samplingRate), lead)}
        >
          <path d={preview.data} className={classes.trace} />
        </svg>
      )}
      {(preview.isError || preview.data === '') && <span className={classes.none}>{words.noPreview}</span>}
    </div>
  );
}
