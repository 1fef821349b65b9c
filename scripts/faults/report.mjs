/** A run for people. */

export function printReport(report) {
  const { machine, faults, calm, skipped, soak, processes, hostile } = report;
  console.log(
    `\n${machine.cores} cores, ${machine.cpu}, Node ${machine.node}; ${report.options.users} people\n`,
  );
  table([
    [
      '',
      'lasted',
      'requests/s',
      'answered',
      'refused',
      'broken off',
      'back after',
      'jobs after',
      'checked',
      'lost',
      'wrong',
    ],
    ...[calm, ...faults].map((row) => [
      row.name,
      secondsOf(row.faultSeconds),
      row.requestsPerSecond,
      row.answered,
      codes(row.refused, isOfServers),
      row.unanswered,
      secondsOf(row.recoverSeconds),
      secondsOf(row.jobsAfterSeconds),
      row.verified ?? '',
      row.lost,
      row.wrong,
    ]),
  ]);
  for (const { name, reason } of skipped) console.log(`${name}: skipped, ${reason}`);
  console.log(`\nHostile files: ${hostile.sent} sent, ${hostile.refused} refused, ${hostile.accepted} read.`);
  console.log(
    `${report.requests} requests in ${report.loadSeconds} s (${report.requestsPerSecond}/s): ${report.answered} answered, ${codes(report.refused) || 'none'} refused, ${report.unanswered} broken off. The slowest answer took ${report.slowestSeconds} s.`,
  );
  console.log(`${report.acknowledged} acknowledged things read back at the end.\n`);
  if (soak !== null) console.log(`Soak of ${soak.minutes} minutes, ${soak.requestsPerSecond} requests/s:`);
  table([
    ['', 'restarts', 'minutes', 'memory MB', 'MB/hour', 'descriptors', 'per hour'],
    ...(soak?.processes ?? processes).map((row) => [
      row.name,
      row.restarts,
      row.minutes,
      spanOf(row.memoryMb),
      row.memorySlopeMbPerHour ?? '',
      spanOf(row.descriptors),
      row.descriptorSlopePerHour ?? '',
    ]),
  ]);
  console.log();
  for (const words of report.lostWords) console.log(`LOST: ${words}`);
  for (const words of report.wrongWords) console.log(`WRONG: ${words}`);
  for (const { name, recoverSeconds } of faults)
    if (recoverSeconds === null) console.log(`DID NOT COME BACK: ${name}`);
  for (const name of soak?.leaks ?? []) console.log(`GROWS: ${name}`);
  console.log(`lost ${report.lost}, wrong ${report.wrong}`);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])))
        .join('  '),
    );
  }
}

/** What bad files are refused with is told once, for the whole run. */
function isOfServers(code) {
  return /^(401|429|5)/.test(code);
}

function codes(refused, isWanted = () => true) {
  return Object.entries(refused)
    .filter(([code]) => isWanted(code))
    .map(([code, count]) => `${count} × ${code}`)
    .join(', ');
}

function secondsOf(value) {
  return value === undefined ? '' : value === null ? 'never' : `${value} s`;
}

function spanOf(span) {
  return span === null ? '' : `${span.first} → ${span.last} (most ${span.most})`;
}
