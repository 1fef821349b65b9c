/** What a worker does for the page: everything by the core. */
import {
  analysisReport,
  assertAnalyzable,
  createAnalyzer,
  type LeadTrace,
  openRecording,
  type RecordingReader,
  selectLead,
  traceLead,
} from '@sinode/core';
import type { ReferenceBeats } from '../../recording/viewed.ts';
import type { Handlers } from './answer-calls.ts';
import { filesAround } from './files-around.ts';
import { findReference } from './find-reference.ts';
import { readInTurn } from './in-turn.ts';
import type { LoadedNetwork } from './load-network.ts';
import type { ModelChoice, OpenedRecording, Origin } from './messages.ts';

interface Open {
  readonly reader: RecordingReader;
  readonly reference: (lead: string) => Promise<ReferenceBeats | null>;
  /** By index of the lead. */
  readonly traces: Map<number, LeadTrace>;
}

export interface Needs {
  readonly loadNetwork: (model: ModelChoice) => Promise<LoadedNetwork>;
}

export function createHandlers({ loadNetwork }: Needs): Handlers {
  let open: Open | null = null;
  let loaded: { readonly key: string; readonly network: Promise<LoadedNetwork> } | null = null;

  function opened(): Open {
    if (open === null) throw new Error('no recording is open');
    return open;
  }

  function network(model: ModelChoice): Promise<LoadedNetwork> {
    const key = JSON.stringify(model);
    if (loaded?.key !== key) {
      const loading = loadNetwork(model);
      loaded = { key, network: loading };
      // What could not be loaded just now may be there the next time.
      loading.catch(() => {
        if (loaded?.network === loading) loaded = null;
      });
    }
    return loaded.network;
  }

  return {
    async open(origin) {
      open = await openOrigin(origin);
      // At once, and not only when beats are looked for.
      assertAnalyzable(open.reader);
      return describe(open.reader);
    },
    async envelope({ lead, ...query }) {
      const { reader, traces } = opened();
      const index = selectLead(reader.leads, lead);
      const trace = traces.get(index) ?? traceLead(reader, index);
      traces.set(index, trace);
      return trace.envelope(query);
    },
    reference: async ({ lead }) => opened().reference(lead),
    async prepare({ model }) {
      // Where no service worker keeps it, it has to be here before the connection is gone.
      if (!globalThis.isSecureContext) void loadExample();
      await network(model);
      return null;
    },
    async analyze({ lead, model }, onProgress) {
      const { reader } = opened();
      const analyze = createAnalyzer(await network(model));
      const analysis = await analyze(reader, { ...(lead === null ? {} : { lead }), onProgress });
      return analysisReport(reader.name, analysis);
    },
  };
}

/** Most people come with files of their own. */
function loadExample() {
  return import('./example-recording.ts');
}

async function openOrigin(origin: Origin): Promise<Open> {
  if (origin.kind === 'example') {
    const { exampleRecording } = await loadExample();
    const { reader, reference } = exampleRecording();
    return { reader, reference: async () => reference, traces: new Map() };
  }
  const files = filesAround(origin.main, origin.files);
  const { samplingRate } = origin;
  const reader = readInTurn(
    await openRecording(files.main, files, samplingRate === null ? {} : { samplingRate }),
  );
  return { reader, reference: (lead) => findReference(files, reader, lead), traces: new Map() };
}

function describe({ leads, samplingRate, sampleCount, startTime }: RecordingReader): OpenedRecording {
  const names = leads.map(({ name }) => name);
  return {
    leads: names,
    preferredLead: names[selectLead(leads)] ?? '',
    samplingRate,
    sampleCount,
    startTime,
  };
}
