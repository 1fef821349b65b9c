/** What the core offers in Node on top of the rest: recordings, models and data sets in the file system. */
export { type DataSetRecord, listDataSet, protocolMismatch, readReference } from './data-sets.ts';
export { type OpenFile, openFile, withFile } from './files.ts';
export {
  DEFAULT_MODEL,
  type ModelFiles,
  modelFolder,
  modelNames,
  readModel,
  readModelCard,
  readModelParity,
} from './models.ts';
export { type SynthOptions, type SynthSummary, writeDataSet } from './synth/write-data-set.ts';
export { wfdbSegments } from './wfdb-segments.ts';
