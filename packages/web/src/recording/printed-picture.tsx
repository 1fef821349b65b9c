import { useEffect, useState } from 'react';
import { svgPicture } from '../trace/picture.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { captionOf, descriptionOf } from './picture-words.ts';
import classes from './printed-picture.module.css';
import type { AnalysisReport } from './recording-viewer.tsx';

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
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    const draw = () => {
      const caption = captionOf(model, name, report, heartRate);
      const svg = svgPicture(model, descriptionOf(model, name), { caption, width: PAPER_PIXELS });
      setPicture(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
    };
    const forget = () => setPicture(null);
    window.addEventListener('beforeprint', draw);
    window.addEventListener('afterprint', forget);
    return () => {
      window.removeEventListener('beforeprint', draw);
      window.removeEventListener('afterprint', forget);
    };
  }, [model, name, report, heartRate]);
  return picture === null ? null : (
    <img className={classes.picture} src={picture} alt={descriptionOf(model, name)} />
  );
}
