import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { AnalysisReport } from '@sinode/contracts';
import { BEATS_CSV_HEADING, beatAnnotations, beatsCsv } from '@sinode/core';
import { CommandError } from '../failures.ts';
import { print, say } from '../terminal/output.ts';
import { analysisBlock, analysisTable } from './analysis-table.ts';

/** Gives out reports, one after the other, in one of the forms. */
export interface AnalysisWriter {
  start(): Promise<void>;
  write(report: AnalysisReport): Promise<void>;
  end(): Promise<void>;
}

const nothing = async () => {};

/** A report by itself, with a look at the trace. */
export function blockWriter(sketch: (report: AnalysisReport) => Promise<string>): AnalysisWriter {
  const write = async (report: AnalysisReport) => print(`${analysisBlock(report)}\n${await sketch(report)}`);
  return { start: nothing, write, end: nothing };
}

export function tableWriter(files: readonly string[]): AnalysisWriter {
  const { heading, row, foot } = analysisTable(files);
  return { start: () => print(heading), write: (report) => print(row(report)), end: () => print(foot()) };
}

/** One object for one file, an array for several, as they come. */
export function jsonWriter(fileCount: number): AnalysisWriter {
  if (fileCount === 1) {
    return { start: nothing, write: (report) => print(`${JSON.stringify(report)}\n`), end: nothing };
  }
  let separator = '\n';
  return {
    start: () => print('['),
    async write(report) {
      await print(separator + JSON.stringify(report));
      separator = ',\n';
    },
    end: () => print('\n]\n'),
  };
}

export function csvWriter(): AnalysisWriter {
  return { start: () => print(BEATS_CSV_HEADING), write: (report) => print(beatsCsv(report)), end: nothing };
}

/** A form that can be written to a file of its own for each recording. */
export type FileForm = 'json' | 'csv' | 'wfdb';

const ENDINGS: Record<FileForm, string> = { json: '.json', csv: '.csv', wfdb: '.qrs' };

/** A file for each recording, called like it, in a folder. Prints the files' names. */
export function fileWriter(form: FileForm, directory: string): AnalysisWriter {
  const taken = new Map<string, string>();
  return {
    start: async () => void (await mkdir(directory, { recursive: true })),
    async write(report) {
      const path = join(directory, basename(report.file, extname(report.file)) + ENDINGS[form]);
      const other = taken.get(path);
      if (other !== undefined) {
        throw new CommandError(`${path} was written for ${other} already: give the two another --out each.`);
      }
      taken.set(path, report.file);
      await writeFile(path, contents(form, report));
      await print(`${path}\n`);
    },
    end: nothing,
  };
}

function contents(form: FileForm, report: AnalysisReport): string | Uint8Array {
  if (form === 'json') return `${JSON.stringify(report)}\n`;
  if (form === 'csv') return BEATS_CSV_HEADING + beatsCsv(report);
  return beatAnnotations(report.beats, report.samplingRate);
}

/** Notes have no place in a CSV or WFDB file, so they are said, each once however many recordings it is about. */
export function sayingNotes(writer: AnalysisWriter): AnalysisWriter {
  const filesOfNote = new Map<string, string[]>();
  return {
    start: writer.start,
    async write(report) {
      await writer.write(report);
      for (const note of report.warnings) {
        const files = filesOfNote.get(note) ?? [];
        files.push(report.file);
        filesOfNote.set(note, files);
      }
    },
    async end() {
      await writer.end();
      for (const [note, [first = '', ...others]] of filesOfNote) {
        say(`${first}${others.length === 0 ? '' : ` and ${others.length} more`}: ${note}`);
      }
    },
  };
}
