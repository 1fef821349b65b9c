/** A run: load, one fault after the other, everything read back, and a report. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '@sinode/core';
import { createClient } from './client.mjs';
import { openDeployment, sinode } from './deployment.mjs';
import { FAULTS } from './faults.mjs';
import { createLedger } from './ledger.mjs';
import { isInside } from './own-namespace.mjs';
import { createPerson } from './person.mjs';
import { prepareRecordings } from './recordings.mjs';
import { createTally } from './tally.mjs';
import { watch } from './watch.mjs';

/** Without trouble for so long, it is over. */
const QUIET_MS = 2_000;
const ANSWERS_WHEN_QUIET = 10;
const BACK_WITHIN_MS = 300_000;
/** Of what is older than the last fault, so many are looked at after each; at the end it is all of it. */
const OLD_ENTRIES = 100;

/** Of a process that goes on: more growth than this in the second half of a soak is a leak. */
const MOST_GROWTH = 0.3;
const MOST_NEW_DESCRIPTORS = 100;

/** @param say - told what is going on */
export async function testFaults({ faults, seconds, soakMinutes, users, seed, calmSeconds }, say) {
  const begin = performance.now();
  const random = createRandom(seed);
  const tally = createTally();
  const ledger = createLedger(tally);
  say('starting two APIs and two workers on one Postgres');
  const deployment = await openDeployment();
  const { apis, processes, libraryDir, folder } = deployment;
  const observed = watch(processes);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void deployment.close().then(() => process.exit(130)));
  }
  try {
    const recordings = await prepareRecordings(join(folder, 'recordings'), seed);
    const people = [];
    const world = {
      apis,
      client: createClient(tally),
      ledger,
      tally,
      recordings,
      people,
      predictions: predictionsOf(libraryDir),
      isEvaluation: evaluationOf(libraryDir),
    };
    for (let i = 1; i <= users; i++) {
      const person = createPerson(`person-${i}`, world, random.fork(`person ${i}`).next);
      await person.register();
      people.push(person);
    }
    const canary = createPerson('canary', world, random.fork('canary').next);
    await canary.register();
    await canary.analyzeLong();

    say(`${users} people work`);
    const loadBegin = performance.now();
    const over = new AbortController();
    const working = Promise.all(people.map((person) => person.live(over.signal)));

    const calm = tally.begin();
    await wait(calmSeconds * 1000);
    const calmReport = { name: 'calm', ...outcome(calm, calmSeconds * 1000) };

    const done = [];
    const skipped = [];
    for (const name of faults) {
      const reason = FAULTS[name].whyNot();
      if (reason !== null) {
        skipped.push({ name, reason });
        say(`${name}: skipped, ${reason}`);
        continue;
      }
      done.push(await strike(name));
      await wait(calmSeconds * 1000);
    }

    const soak = soakMinutes === 0 ? null : await soakFor(soakMinutes);

    say('everybody finishes');
    over.abort();
    await working;
    const loadSeconds = (performance.now() - loadBegin) / 1000;
    say(`reading back everything that was acknowledged: ${ledger.size}`);
    tally.begin();
    const verified = await ledger.verifyAll();
    for (const { name, bugs } of processes)
      for (const bug of bugs) tally.wrong(`log of ${name}`, bug.slice(0, 1500));

    const { total } = tally;
    const isWhole = total.lost === 0 && total.wrong === 0;
    const failed = done.filter((fault) => !fault.isPassed).length;
    return {
      machine: {
        cpu: cpus()[0]?.model,
        cores: cpus().length,
        node: process.version,
        ownNetwork: isInside,
      },
      options: { faults, seconds, soakMinutes, users, seed },
      wallSeconds: round((performance.now() - begin) / 1000),
      loadSeconds: round(loadSeconds),
      requests: requestsOf(total),
      requestsPerSecond: round(requestsOf(total) / loadSeconds),
      answered: total.answered,
      refused: total.refused,
      unanswered: total.unanswered,
      slowestSeconds: round(tally.slowestMs / 1000),
      acknowledged: verified,
      lost: total.lost,
      wrong: total.wrong,
      lostWords: tally.lostWords(),
      wrongWords: tally.wrongWords(),
      hostile: tally.hostile,
      calm: calmReport,
      faults: done,
      skipped,
      soak,
      processes: observed.report(0),
      // As Vitest counts: each fault is a test, and the run as a whole.
      numPassedTests: done.length - failed + (isWhole ? 1 : 0),
      numFailedTests: failed + (isWhole ? 0 : 1) + (soak?.isPassed === false ? 1 : 0),
      numPendingTests: skipped.length,
    };

    async function strike(name) {
      say(`${name}: ${FAULTS[name].what}`);
      const counts = tally.begin();
      const from = performance.now();
      const halfDone = await FAULTS[name].strike(deployment, seconds);
      if (halfDone) tally.wrong(name, halfDone);
      const lifted = performance.now();
      // Whether the workers work again is seen by a job that is asked for now.
      let jobs = null;
      void backToJobs(canary).then((at) => {
        jobs = at;
      });
      const back = await untilBack(() => jobs !== null);
      const to = performance.now();
      const verified = await ledger.verifyRecent(OLD_ENTRIES, random.next);
      const recoverSeconds = back === null ? null : round(Math.max(0, back - lifted) / 1000);
      const jobsAfterSeconds = jobs === null ? null : round((jobs - lifted) / 1000);
      const isPassed = back !== null && counts.lost === 0 && counts.wrong === 0;
      say(
        `${name}: ${isPassed ? 'passed' : 'FAILED'}; answered again after ${recoverSeconds ?? '–'} s, jobs after ${jobsAfterSeconds ?? '–'} s`,
      );
      return {
        name,
        isPassed,
        faultSeconds: round((lifted - from) / 1000),
        recoverSeconds,
        jobsAfterSeconds,
        verified,
        ...outcome(counts, to - from),
      };
    }

    /** @returns when the last trouble was, or the last process was back; null where they are not within minutes */
    async function untilBack(areJobsBack) {
      const end = performance.now() + BACK_WITHIN_MS;
      let lastDown = 0;
      while (performance.now() < end) {
        if (processes.some(({ isUp }) => !isUp)) lastDown = performance.now();
        const trouble = Math.max(lastDown, tally.lastTrouble);
        const isQuiet = performance.now() - trouble > QUIET_MS && tally.answeredSince >= ANSWERS_WHEN_QUIET;
        if (isQuiet && areJobsBack()) return trouble;
        await wait(50);
      }
      return null;
    }

    async function soakFor(minutes) {
      say(`soak: ${minutes} minutes`);
      const counts = tally.begin();
      const from = performance.now();
      const end = from + minutes * 60_000;
      while (performance.now() < end) {
        await wait(Math.min(60_000, end - performance.now()));
        await ledger.verifyRecent(OLD_ENTRIES, random.next);
        const now = observed
          .report(from)
          .map(({ name, memoryMb, descriptors }) => `${name} ${memoryMb?.last} MB ${descriptors?.last}`);
        say(`soak: after ${round((performance.now() - from) / 60_000)} minutes: ${now.join(', ')}`);
      }
      const report = observed.report(from);
      const leaks = report.filter(isLeaking).map(({ name }) => name);
      return {
        minutes,
        isPassed: leaks.length === 0,
        leaks,
        processes: report,
        ...outcome(counts, performance.now() - from),
      };
    }
  } finally {
    observed.end();
    await deployment.close();
  }
}

/** @returns when a job that was asked for now was done */
async function backToJobs(canary) {
  for (;;) {
    try {
      await canary.analyzeLong();
      return performance.now();
    } catch {
      await wait(500);
    }
  }
}

/** By what it grew in the second half, by its slope: single values go up and down with what is being collected. */
function isLeaking({ minutes, memoryMb, memorySlopeMbPerHour, descriptorSlopePerHour }) {
  const halfHours = minutes / 2 / 60;
  return (
    memorySlopeMbPerHour * halfHours > MOST_GROWTH * memoryMb?.first ||
    descriptorSlopePerHour * halfHours > MOST_NEW_DESCRIPTORS
  );
}

function outcome(counts, ms) {
  const requests = requestsOf(counts);
  return { requests, requestsPerSecond: round((requests / ms) * 1000), ...counts };
}

function requestsOf({ answered, refused, unanswered }) {
  return answered + unanswered + Object.values(refused).reduce((sum, count) => sum + count, 0);
}

/** What `/predict` has to answer for recordings of the library. */
function predictionsOf(libraryDir) {
  const files = ['data_00001.mat', 'data_00002.mat', 'data_00003.mat'];
  return files.map((file) => {
    const report = JSON.parse(sinode('analyze', join(libraryDir, 'data', file), '--format', 'json'));
    return { file, answer: report.beats };
  });
}

/** What every evaluation of the library has to say: what the command line says. */
function evaluationOf(libraryDir) {
  const expected = JSON.parse(
    sinode('evaluate', libraryDir, '--protocol', 'cpsc2019', '--format', 'json', '--jobs', '1'),
  );
  const scores = ({ records, qrsAccuracy, heartRateAccuracy, files }) =>
    JSON.stringify([
      files,
      qrsAccuracy,
      heartRateAccuracy,
      records
        .map(({ record, qrsScore, truePositives, falsePositives, falseNegatives }) =>
          [record, qrsScore, truePositives, falsePositives, falseNegatives].join(' '),
        )
        .sort(),
    ]);
  return (body) => scores(body) === scores(expected);
}

function round(value) {
  return Math.round(value * 10) / 10;
}
