/** A client of the reference system works unchanged, against the real process. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectReferenceContract } from './testing/reference-contract.ts';
import { createPlace, type Place, type ServerProcess, startServerProcess } from './testing/server-process.ts';

let place: Place;
let server: ServerProcess;
beforeAll(async () => {
  place = await createPlace();
  server = await startServerProcess(place);
});
afterAll(async () => {
  await server?.stop();
  await place.remove();
});

test('the five calls of the reference system are answered as there', async () => {
  await expectReferenceContract(server.url);
});

test('a second start makes no database', async () => {
  expect(server.log()).toContain('making a database');
  expect(await server.stop()).toBe(143);
  server = await startServerProcess(place);
  expect(server.log()).not.toContain('making a database');
});
