/** Somebody who works with the servers all day, notes what was acknowledged, and looks whether it is still so. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { applyChanges } from '@sinode/core';
import { Refused, Unanswered, Wrong } from './client.mjs';
import { hostileFiles } from './hostile-files.mjs';
import { sha256, uniqueFile } from './recordings.mjs';

const HOSTILE_SHARE = 0.2;
/** From one thing to the next. */
const THINK_MS = 200;
/** The longest lease, the longest fault and the longest queue. */
const JOB_WITHIN_MS = 300_000;
const AGAIN_MS = 1_000;
/** What a person keeps; older recordings are deleted. */
const MOST_RECORDINGS = 40;

/** What a person does, and how often. */
const WORK = [
  ['upload', 30],
  ['analyze', 22],
  ['readBack', 20],
  ['correct', 10],
  ['list', 6],
  ['predict', 6],
  ['readForeign', 3],
  ['remove', 3],
  ['signInAgain', 2],
  ['refresh', 2],
  ['evaluate', 1.5],
  ['analyzeLong', 1.5],
  ['makeAccount', 0.5],
];
const ALL_WORK = WORK.reduce((sum, [, often]) => sum + often, 0);

/**
 * @param {object} world
 * @param {readonly object[]} world.apis
 * @param world.client - as of `createClient`
 * @param world.ledger - as of `createLedger`
 * @param world.tally - as of `createTally`
 * @param world.recordings - as of `prepareRecordings`
 * @param world.predictions - of the library: file and answer
 * @param {(body: object) => boolean} world.isEvaluation - whether it says of the library what it has to say
 * @param world.people - all of them
 * @param {() => number} random - from 0 to 1
 */
export function createPerson(name, world, random) {
  const { apis, client, ledger, tally, recordings, predictions, isEvaluation, people } = world;
  const password = randomBytes(12).toString('base64url');
  let token;
  let refreshToken = null;
  /** Own recordings: what they are, and the entries of the ledger that end with them. */
  const own = [];
  let long = null;
  let madeAccounts = 0;

  const pick = (list) => list[Math.floor(random() * list.length)];

  async function signIn(api) {
    const { body } = await client.ask(api, {
      method: 'POST',
      path: '/v1/auth/login',
      json: { username: name, password },
    });
    token = body.accessToken;
    refreshToken = body.refreshToken;
  }

  /** With this person's token, or the next one where it is over. */
  async function ask(request, api = pick(apis)) {
    try {
      return await client.ask(api, { ...request, token });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error;
      await signIn(api);
      return client.ask(api, { ...request, token });
    }
  }

  /** Again and again while something is broken. */
  async function askPatiently(request, attempts) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(request);
      } catch (error) {
        if (attempt === attempts || !(error instanceof Refused || error instanceof Unanswered)) throw error;
        await wait(AGAIN_MS);
      }
    }
  }

  /** An entry of the ledger: what is asked, and what is wrong with the answer. */
  function note(what, request, complaintOf) {
    return ledger.add({
      what: `${name}: ${what}`,
      async check(attempts) {
        try {
          return complaintOf(await askPatiently({ expected: [200, 404], ...request }, attempts));
        } catch (error) {
          return `it cannot be read: ${error.message}`;
        }
      },
    });
  }

  const gone = ({ status }) => (status === 404 ? 'it is gone (404)' : null);

  async function upload(recipe) {
    const { bytes, sha256: hash } = uniqueFile(recipe);
    const form = new FormData();
    form.append('samplingRate', String(recipe.samplingRate));
    form.append('file', new Blob([bytes]), 'data.mat');
    const { body } = await ask({ method: 'POST', path: '/v1/recordings', form, expected: [201] });
    if (body.sha256 !== hash)
      throw client.wrong('POST /v1/recordings', 'another SHA-256 than that of the file');
    const recording = { id: body.id, recipe, analysis: null, version: null, isUnsure: false, entries: [] };
    recording.entries.push(
      note(
        `recording ${body.id}`,
        { path: `/v1/recordings/${body.id}/download`, read: 'bytes' },
        (answer) => gone(answer) ?? (sha256(answer.bytes) === hash ? null : 'other bytes than were uploaded'),
      ),
    );
    return recording;
  }

  function requireBeats(what, found, expected) {
    if (!isEqual(found, expected)) {
      throw client.wrong(what, `${found?.length} beats, and not the ${expected.length} of this recording`);
    }
  }

  async function uploadHostile() {
    const form = new FormData();
    form.append('samplingRate', '250');
    for (const file of hostileFiles(random)) form.append('file', new Blob([file.bytes]), file.name);
    tally.hostile.sent++;
    try {
      const { body } = await ask({
        method: 'POST',
        path: '/v1/recordings',
        form,
        expected: [200, 201],
        refusals: 'any',
      });
      tally.hostile.accepted++;
      const answers = { expected: [200, 201, 202, 204], refusals: 'any', read: 'none' };
      await ask({ method: 'POST', path: `/v1/recordings/${body.id}/analyses`, json: {}, ...answers }).catch(
        ignoreRefusal,
      );
      await ask({ method: 'DELETE', path: `/v1/recordings/${body.id}`, ...answers });
    } catch (error) {
      if (error instanceof Refused && error.status < 500) tally.hostile.refused++;
      throw error;
    }
  }

  async function analyze(recording) {
    const path = `/v1/recordings/${recording.id}/analyses`;
    const { body } = await ask({ method: 'POST', path, json: {}, expected: [200, 201] });
    requireBeats(`POST ${path}`, body.report?.beats, recording.recipe.beats);
    if (recording.analysis === null) {
      recording.entries.push(
        note(
          `analysis ${body.id}`,
          { path: `/v1/analyses/${body.id}` },
          (answer) =>
            gone(answer) ??
            (isEqual(answer.body.report?.beats, recording.recipe.beats)
              ? null
              : 'other beats than were told'),
        ),
      );
    }
    recording.analysis = body.id;
  }

  /** Until the job has ended, by whichever server. */
  async function followToEnd(path, jobName) {
    const until = performance.now() + JOB_WITHIN_MS;
    let lastEventId;
    while (performance.now() < until) {
      const api = pick(apis);
      try {
        const told = await client.follow(api, { path, token, lastEventId });
        lastEventId = told.lastEventId;
        if (told.end === 'failed' || told.end === 'cancelled') throw client.wrong(jobName, `it ${told.end}`);
        if (told.end !== null) return;
      } catch (error) {
        if (error instanceof Wrong) throw error;
        if (error instanceof Refused && error.status === 401) await signIn(api).catch(ignoreRefusal);
      }
      await wait(AGAIN_MS);
    }
    throw client.wrong(jobName, `not done after ${JOB_WITHIN_MS / 1000} s`);
  }

  const work = {
    async upload() {
      if (random() < HOSTILE_SHARE) return uploadHostile();
      own.push(await upload(pick(recordings.short)));
      if (own.length > MOST_RECORDINGS) await work.remove();
    },

    async analyze() {
      if (own.length > 0) await analyze(own.at(-1));
    },

    async readBack() {
      const recording = pick(own);
      if (recording === undefined) return;
      const entry = pick(recording.entries);
      const complaint = await entry.check(1);
      // One that was broken meanwhile is looked at when the fault is over.
      if (complaint !== null && !complaint.startsWith('it cannot be read')) tally.lost(entry.what, complaint);
    },

    async correct() {
      const recording = pick(own.filter(({ analysis, isUnsure }) => analysis !== null && !isUnsure));
      if (recording === undefined) return;
      const { recipe, version } = recording;
      const before = version?.beats ?? recipe.beats;
      const sample = Math.floor(random() * recipe.sampleCount);
      if (before.includes(sample)) return;
      const changes = [{ kind: 'add', sample }];
      // Who gets no answer does not know which version is the latest.
      recording.isUnsure = true;
      const { body } = await ask({
        method: 'POST',
        path: `/v1/recordings/${recording.id}/corrections`,
        json: {
          lead: recipe.lead,
          basedOn: version === null ? { analysisId: recording.analysis } : { version: version.number },
          changes,
        },
        expected: [201],
      });
      const beats = Array.from(applyChanges(Int32Array.from(before), changes, recipe.sampleCount));
      recording.version = { number: body.version, beats };
      recording.isUnsure = false;
      recording.entries.push(
        note(
          `correction ${body.id}`,
          { path: `/v1/corrections/${body.id}` },
          (answer) =>
            gone(answer) ?? (isEqual(answer.body.beats, beats) ? null : 'other beats than were saved'),
        ),
      );
    },

    async list() {
      const known = own.map(({ id }) => id);
      const { body } = await ask({ path: '/v1/recordings?source=mine&limit=200' });
      const listed = new Set(body.items.map(({ id }) => id));
      const missing = known.filter((id) => !listed.has(id) && own.some((recording) => recording.id === id));
      if (missing.length > 0 && body.nextCursor === null) {
        throw client.wrong('GET /v1/recordings', `${missing.length} recordings are not listed`);
      }
    },

    async predict() {
      const { file, answer } = pick(predictions);
      const json = { data_path: './data/', ecg_file: file };
      const { body } = await ask({ method: 'POST', path: '/predict', json, isReference: true });
      requireBeats('POST /predict', body.qrs, answer);
    },

    async readForeign() {
      const theirs = pick(people)?.anyRecording();
      if (theirs === undefined || own.some(({ id }) => id === theirs)) return;
      await ask({ path: `/v1/recordings/${theirs}`, expected: [404] });
    },

    async remove() {
      const recording = own.shift();
      if (recording === undefined) return;
      const { id, entries } = recording;
      for (const entry of entries) ledger.drop(entry);
      await ask({ method: 'DELETE', path: `/v1/recordings/${id}`, expected: [204], read: 'none' });
      note(`recording ${id}, deleted`, { path: `/v1/recordings/${id}`, read: 'none' }, ({ status }) =>
        status === 404 ? null : 'it is there again',
      );
    },

    signInAgain: () => signIn(pick(apis)),

    async refresh() {
      if (refreshToken === null) return;
      const current = refreshToken;
      // Good once: who gets no answer signs in again.
      refreshToken = null;
      const json = { refreshToken: current };
      const { body } = await client.ask(pick(apis), { method: 'POST', path: '/v1/auth/refresh', json });
      token = body.accessToken;
      refreshToken = body.refreshToken;
    },

    async evaluate() {
      const source = { kind: 'library', dataSet: '.' };
      const json = { source, protocol: 'cpsc2019' };
      const { body } = await ask({ method: 'POST', path: '/v1/evaluations', json, expected: [202] });
      const path = `/v1/evaluations/${body.id}`;
      note(
        `evaluation ${body.id}`,
        { path },
        (answer) => gone(answer) ?? complaintOfJob(answer.body, isEvaluation),
      );
      await followToEnd(`${path}/events`, `evaluation ${body.id}`);
    },

    async analyzeLong() {
      long ??= await upload(pick(recordings.long));
      if (long.entries.length > 1) ledger.drop(long.entries.pop());
      if (long.analysis !== null) {
        const path = `/v1/analyses/${long.analysis}`;
        long.analysis = null;
        await ask({ method: 'DELETE', path, expected: [204, 404], read: 'none' });
      }
      const path = `/v1/recordings/${long.id}/analyses`;
      const { body } = await ask({ method: 'POST', path, json: {}, expected: [200, 201, 202] });
      long.analysis = body.id;
      const { recipe } = long;
      long.entries.push(
        note(
          `long analysis ${body.id}`,
          { path: `/v1/analyses/${body.id}` },
          (answer) =>
            gone(answer) ?? complaintOfJob(answer.body, ({ report }) => isEqual(report?.beats, recipe.beats)),
        ),
      );
      await followToEnd(`/v1/analyses/${body.id}/events`, `analysis ${body.id}`);
    },

    async makeAccount() {
      const username = `${name}-${++madeAccounts}`;
      const json = { username, password };
      await client.ask(pick(apis), { method: 'POST', path: '/v1/auth/register', json, expected: [201] });
      noteAccount(username);
    },
  };

  function noteAccount(username) {
    ledger.add({
      what: `account ${username}`,
      async check(attempts) {
        const json = { username, password };
        for (let attempt = 1; ; attempt++) {
          try {
            const request = {
              method: 'POST',
              path: '/v1/auth/login',
              json,
              expected: [200, 401],
              read: 'none',
            };
            const { status } = await client.ask(pick(apis), request);
            return status === 401 ? 'it is gone' : null;
          } catch (error) {
            if (attempt >= attempts) return `it cannot be signed in to: ${error.message}`;
            await wait(AGAIN_MS);
          }
        }
      },
    });
  }

  return {
    name,
    async register() {
      const json = { username: name, password };
      await client.ask(apis[0], { method: 'POST', path: '/v1/auth/register', json, expected: [201] });
      noteAccount(name);
      await signIn(apis[0]);
    },
    anyRecording: () => own.at(0)?.id,
    analyzeLong: work.analyzeLong,
    /** Works until told to stop. */
    async live(signal) {
      while (!signal.aborted) {
        const next = chooseWork(random() * ALL_WORK);
        await work[next]().catch((error) => {
          if (error instanceof Wrong || error instanceof Refused || error instanceof Unanswered) return;
          // Of this program, and not of the servers: it has to be seen too.
          client.wrong(`${next}: the harness`, error.stack);
        });
        await wait(THINK_MS * (0.5 + random()), undefined, { signal }).catch(() => {});
      }
    },
  };
}

/** @param at - from 0 to the sum of all */
function chooseWork(at) {
  let left = at;
  for (const [name, often] of WORK) {
    left -= often;
    if (left < 0) return name;
  }
  return WORK[0][0];
}

function isEqual(found, expected) {
  return (
    Array.isArray(found) &&
    found.length === expected.length &&
    found.every((value, i) => value === expected[i])
  );
}

function ignoreRefusal(error) {
  if (error instanceof Refused || error instanceof Unanswered) return;
  throw error;
}

/** A job that is not done yet is as it should be; whoever follows it sees that it ends. */
function complaintOfJob(body, isRight) {
  const { state, error } = body;
  if (state === 'queued' || state === 'running') return null;
  if (state !== 'done') return `${state}: ${error?.code} ${error?.detail}`;
  return isRight(body) ? null : 'done, with another result than it must have';
}
