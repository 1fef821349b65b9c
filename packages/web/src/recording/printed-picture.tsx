import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { svgPicture } from '../trace/picture.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { captionOf, descriptionOf } from './picture-words.ts';
import classes from './recording-viewer.module.css';
import type { AnalysisReport } from './viewed.ts';

/** A4 across, less the margins: 265 mm in CSS pixels. */
const PAPER_PIXELS = (265 * 96) / 25.4;

export interface PrintedPictureProps {
  readonly model: TraceModel;
  readonly name: string;
  readonly report: AnalysisReport | null;
  readonly heartRate: number | null;
}

/** On paper the trace is a drawing in its true size instead of a copy of the screen. */
export function PrintedPicture({ model, name, report, heartRate }: PrintedPictureProps) {
  const [picture, setPicture] = useState('');
  useEffect(() => {
    const draw = () => {
      const caption = captionOf(model, name, report, heartRate);
      const svg = svgPicture(model, descriptionOf(model, name), { caption, width: PAPER_PIXELS });
      // The browser prints what is there when this returns.
      flushSync(() => setPicture(svg));
    };
    const forget = () => setPicture('');
    window.addEventListener('beforeprint', draw);
    window.addEventListener('afterprint', forget);
    return () => {
      window.removeEventListener('beforeprint', draw);
      window.removeEventListener('afterprint', forget);
    };
  }, [model, name, report, heartRate]);
  return (
    <div
      className={classes.printed}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, in which every text is escaped
      dangerouslySetInnerHTML={{ __html: picture }}
    />
  );
}
