import { texts } from '../texts/index.ts';
import { sinceStart } from '../trace/time-labels.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { shownSeconds } from '../trace/view.ts';
import type { AnalysisReport } from './viewed.ts';

/** What stands below a picture that leaves the page. */
export function captionOf(
  model: TraceModel,
  name: string,
  report: AnalysisReport | null,
  heartRate: number | null,
): string {
  const { view, leads } = model.get();
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  const paper = texts.recording.trace.paper(digits(view.mmPerSecond), digits(view.mmPerMv));
  const lead = report?.lead ?? leads.join(', ');
  const by = report === null ? texts.common.productName : `${report.model.name} ${report.model.version}`;
  return texts.recording.export.caption(name, lead, heartRate, paper, by);
}

/** For whoever cannot see it. */
export function descriptionOf(model: TraceModel, name: string): string {
  const { view } = model.get();
  const end = Math.min(
    model.extent().durationSeconds,
    view.startSeconds + shownSeconds(view, model.extent()),
  );
  const { shown } = texts.recording.trace;
  return texts.recording.export.description(
    name,
    shown(sinceStart(view.startSeconds, 0.1), sinceStart(end, 0.1)),
  );
}
