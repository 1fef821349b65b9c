import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { BEATS_CSV_HEADING, beatAnnotations, beatsCsv } from '@sinode/core';
import { IconDownload } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import { pngPicture, svgPicture } from '../trace/picture.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { wordsOf } from '../ui/failure.tsx';
import { saveFile } from '../ui/save-file.ts';
import type { Beats } from './beat-state.ts';
import { captionOf, descriptionOf } from './picture-words.ts';
import type { AnalysisReport } from './viewed.ts';

export interface ExportMenuProps {
  readonly model: TraceModel;
  readonly name: string;
  readonly report: AnalysisReport | null;
  readonly beats: Beats | null;
  readonly onDownload?: () => Promise<void>;
}

/** The beats as they are on the page, changes and all, and the trace as a picture: made here, sent nowhere. */
export function ExportMenu({ model, name, report, beats, onDownload }: ExportMenuProps) {
  const { export: words, tools } = texts.recording;
  const stem = stemOf(name);
  const save = (ending: string, type: string, content: BlobPart) =>
    saveFile(`${stem}${ending}`, content, type);
  const caption = () => captionOf(model, name, report, beats?.heartRate ?? null);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {tools.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {report !== null && beats !== null && (
          <>
            <Menu.Item onClick={() => save('.csv', 'text/csv', csvOf(name, report, beats))}>
              {words.csv}
            </Menu.Item>
            <Menu.Item onClick={() => save('.json', 'application/json', jsonOf(name, report, beats))}>
              {words.json}
            </Menu.Item>
            <Menu.Item
              onClick={() => {
                const annotations = beatAnnotations(beats.samples, report.samplingRate);
                save('.qrs', 'application/octet-stream', new Uint8Array(annotations));
              }}
            >
              {words.wfdb}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          onClick={() => {
            const picture = svgPicture(model, descriptionOf(model, name), { caption: caption() });
            save('.svg', 'image/svg+xml', picture);
          }}
        >
          {words.svg}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void pngPicture(model, { caption: caption() })
              .then((picture) => save('.png', 'image/png', picture))
              .catch(showFailure)
          }
        >
          {words.png}
        </Menu.Item>
        <Menu.Item onClick={() => window.print()}>{words.print}</Menu.Item>
        {onDownload !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void onDownload().catch(showFailure)}>{words.original}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function showFailure(error: unknown): void {
  notifications.show({ color: 'red', title: texts.common.failed.title, message: wordsOf(error) });
}

/** Without the ending of a file, and without what no file system takes. */
function stemOf(name: string): string {
  const stem = name.replace(/\.[^./\\]{1,8}$/, '').replace(/[^\p{L}\p{N}._ -]+/gu, '_');
  return stem.trim() || 'beats';
}

function csvOf(file: string, { lead, samplingRate }: AnalysisReport, beats: Beats): string {
  return BEATS_CSV_HEADING + beatsCsv({ file, lead, samplingRate, ...beats, beats: beats.samples });
}

/** The report with the beats of the page; `confidence` is null where a person set a beat. */
function jsonOf(file: string, report: AnalysisReport, beats: Beats): string {
  return JSON.stringify({
    ...report,
    file,
    heartRate: beats.heartRate,
    beats: Array.from(beats.samples),
    confidence: Array.from(beats.confidence, (value) => (Number.isNaN(value) ? null : value)),
    rrMs: Array.from(beats.rrMs),
  });
}
