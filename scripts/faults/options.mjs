/** What `npm run test:faults` can be told. */
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.mjs';

/** Of every kind one: processes, database, network, disk, clock. */
const QUICK = 'kill-api,kill-worker,kill-postgres,postgres-away,network-swallows,disk-full,clock-jumps';

const HELP = `Runs two API processes and two workers on one Postgres under load, breaks them, and counts what was lost.

Usage: npm run test:faults -- [options]

  --faults <list>    only these, with commas between, or none (default: all of them; see below)
  --seconds <n>      how long what lasts lasts: a database that is away, a full disk (default: 40)
  --soak <minutes>   after the faults, load for so long with memory and descriptors watched (default: 0)
  --users <n>        people at once (default: 20)
  --seed <n>         for the same people, files and order of faults again (default: 1)
  --json <file>      the report, for machines
  --quick            about 2 minutes: 6 people, faults of 4 s, and only those that differ most
  --help

Faults:
${Object.entries(FAULTS)
  .map(([name, { what }]) => `  ${name.padEnd(20)} ${what}`)
  .join('\n')}

A fifth of all files that are uploaded is hostile. As root, everything happens in a network and a table of mounts of
its own, which are gone with it; as anybody else, what needs that is skipped, with the reason.

Exit code 1 where anything was lost, wrong, or did not come back.

Examples:
  npm run test:faults
  npm run test:faults -- --faults kill-api,kill-postgres --seconds 10
  npm run test:faults -- --faults none --soak 30 --users 8 --json soak.json`;

/** @returns null where help was asked for and given */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      faults: { type: 'string' },
      seconds: { type: 'string' },
      soak: { type: 'string', default: '0' },
      users: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return null;
  }
  const { quick } = values;
  return {
    faults: namesIn(values.faults ?? (quick ? QUICK : Object.keys(FAULTS).join(','))),
    seconds: number('--seconds', values.seconds ?? (quick ? '4' : '40'), 1),
    soakMinutes: number('--soak', values.soak, 0),
    users: number('--users', values.users ?? (quick ? '6' : '20'), 1),
    seed: number('--seed', values.seed, 0),
    json: values.json ?? null,
    calmSeconds: quick ? 2 : 10,
  };
}

function namesIn(list) {
  if (list === 'none') return [];
  const names = list.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!(name in FAULTS))
      throw new Error(`There is no fault ${JSON.stringify(name)}: ${Object.keys(FAULTS).join(', ')}.`);
  }
  return names;
}

function number(option, text, least) {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least)
    throw new Error(`${option} must be a number of ${least} or more.`);
  return value;
}
