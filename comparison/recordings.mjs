/**
 * Which leads are compared: those of the data sets that the model has not learned from, and some of them under noise.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addNoise, createRandom, readWhole, writeWfdb } from '@sinode/core';
import { listDataSet, openFile, readReference } from '@sinode/core/node';

export const NOISE_KINDS = ['electrode-motion', 'muscle', 'wander'];
export const NOISE_DB = [0, -6];
const NOISE_SEED = 2019;

/** The set of recordings with this noise. */
export const noiseSet = (kind, snrDb) => `${kind}${snrDb}dB`;

/**
 * A lead to find the beats of, as `leads.json` holds it: all that a detector and the scorer need to know.
 *
 * @typedef {object} Lead
 * @property {string} set - recordings that are scored together
 * @property {string} record
 * @property {string} lead - its name in the file
 * @property {number} index - its place in the file, from 0
 * @property {string} file - path of the recording
 * @property {string} reference - path of the annotations
 * @property {number} samplingRate - Hz
 * @property {number} seconds
 */

/**
 * Lists the leads, and writes those with noise as WFDB records, so that every detector reads the very same samples.
 *
 * @param {{ data: string, work: string, ludbRecords: readonly string[] }} folders - where the data sets are and the noisy
 *   recordings shall be; the LUDB records that the model has not learned from
 * @returns {Promise<Lead[]>}
 */
export async function prepareLeads({ data, work, ludbRecords }) {
  const { mitdb } = JSON.parse(await readFile(join(data, 'splits.json'), 'utf8'));
  const cpsc2019 = await listDataSet(resolve(data, 'cpsc2019'));
  const ludb = await listDataSet(resolve(data, 'ludb'), 'ii');
  const mitdbTest = only(mitdb.test, await listDataSet(resolve(data, 'mitdb')));

  const leads = [];
  for (const entry of cpsc2019) leads.push(...(await leadsOf('cpsc2019', entry)));
  for (const entry of only(ludbRecords, ludb)) {
    for (const lead of await leadsOf('ludb', entry)) {
      leads.push({ ...lead, reference: resolve(data, 'ludb', `${entry.record}.${lead.lead}`) });
    }
  }
  for (const entry of mitdbTest) {
    const both = await leadsOf('mitdb', entry);
    leads.push(...both.map((lead) => ({ ...lead, set: `mitdb-lead${lead.index}` })));
  }
  for (const lead of leads.filter(({ set }) => set === 'mitdb-lead0')) {
    leads.push(...(await withNoise(lead, join(resolve(work), 'noise'))));
  }
  return leads;
}

/** @throws when one of the wanted records is not there */
function only(wanted, entries) {
  return wanted.map((record) => {
    const entry = entries.find((each) => each.record === String(record));
    if (entry === undefined) throw new Error(`Record ${record} is not in the data.`);
    return entry;
  });
}

async function leadsOf(set, { record, file, reference }) {
  const { reader, close } = await openFile(file);
  await close();
  const { samplingRate, sampleCount } = reader;
  return reader.leads.map(({ name }, index) => {
    return {
      set,
      record,
      lead: name,
      index,
      file,
      reference,
      samplingRate,
      seconds: sampleCount / samplingRate,
    };
  });
}

/** A lead with each kind of noise at each ratio. The same noise at every ratio, only louder. */
async function withNoise(lead, folder) {
  const samples = await readLead(lead);
  const { beats } = await readReference(lead);
  const noisy = [];
  for (const kind of NOISE_KINDS) {
    for (const snrDb of NOISE_DB) {
      const set = noiseSet(kind, snrDb);
      const random = createRandom(NOISE_SEED).fork(`${kind} ${lead.record}`);
      const { samplingRate } = lead;
      const disturbed = addNoise(samples, { samplingRate, peaks: beats, mix: { [kind]: 1 }, snrDb, random });
      const files = writeWfdb({
        recordName: lead.record,
        samplingRate,
        leads: [{ name: lead.lead, samples: disturbed }],
        comments: [`${kind} noise at ${snrDb} dB, synthetic`],
      });
      await mkdir(join(folder, set), { recursive: true });
      for (const { name, bytes } of files) await writeFile(join(folder, set, name), bytes);
      noisy.push({ ...lead, set, index: 0, file: join(folder, set, `${lead.record}.hea`) });
    }
  }
  return noisy;
}

/**
 * @param {Lead} lead
 * @returns {Promise<Float32Array>} mV
 */
export async function readLead({ file, index }) {
  const { reader, close } = await openFile(file);
  try {
    return (await readWhole(reader)).leads[index].samples;
  } finally {
    await close();
  }
}
