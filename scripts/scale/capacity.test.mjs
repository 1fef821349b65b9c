import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filled, millionADay, predictedPerSecond } from './capacity.mjs';

const read = (name) => readFileSync(new URL(`../../docs/administration/${name}`, import.meta.url), 'utf8');

test('the tables in the documentation are those of the figures beside it', () => {
  const figures = JSON.parse(read('capacity.json'));
  const documentation = read('capacity.md');
  expect(filled(documentation, figures)).toBe(documentation);
  expect(documentation).not.toMatch(/<!-- measured: \w+ -->\n<!-- end -->|NaN|undefined/);
});

const nothing = { postgres: 0, client: 0 };
const threads = { 1: 1, 2: 1, 4: 1 };

test('processes whose main thread is full do twice as much when there are twice as many, while there are cores', () => {
  // 100 requests a second of 8 ms main thread and 2 ms other threads: one core of four.
  const one = { count: 1000, seconds: 10, othersCores: 0, cpuSeconds: { main: 8, rest: 2, ...nothing } };
  const predict = (processes) => predictedPerSecond(one, processes, { cores: 4, threads, othersCores: 0 });
  expect([predict(1), predict(2), predict(4)]).toEqual([125, 250, 400]);
});

test('processes on cores that are full do not more when there are more', () => {
  // Two cores, 95 % busy with requests of 10 ms.
  const one = { count: 1900, seconds: 10, othersCores: 0, cpuSeconds: { main: 9.5, rest: 9.5, ...nothing } };
  const predict = (processes, othersCores = 0) =>
    predictedPerSecond(one, processes, { cores: 2, threads: { 1: 2, 4: 1 }, othersCores });
  expect(predict(1)).toBeCloseTo(190);
  expect(predict(4)).toBeCloseTo(190);
  // Half of what there is went to other programs.
  expect(predict(4, 1)).toBeCloseTo(95);
});

test('a million recordings of 86.4 ms are a core all day: five where the peak is three times that and 60 % is enough', () => {
  const need = millionADay({
    cpuMs: { main: 40, rest: 46.4, postgres: 17.28, client: 99 },
    uploadBytes: 10_800,
    fileBytes: 12_000,
    traceBytes: 8_000,
    databaseBytes: 2_000,
    walBytes: 5_000,
    transactions: 8.64,
    memoryMb: { largestProcess: 250, postgres: 100 },
  });
  expect(need.cores).toBeCloseTo(5);
  expect(need.postgresCores).toBeCloseTo(1);
  expect(need.processes).toBe(3);
  expect(need.memoryGb).toBeCloseTo(0.75);
  expect([need.diskGbADay, need.databaseGbADay, need.walGbADay]).toEqual([20, 2, 5]);
  // 100 a second on average.
  expect(need.transactionsASecond).toBeCloseTo(300);
  // 1 Mbit/s on average.
  expect(need.megabitsASecond).toBeCloseTo(3);
});
