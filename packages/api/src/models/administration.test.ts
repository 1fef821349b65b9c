/** The life of a model: added, tried, promoted, taken back, removed. `sinode-qrs-1` stands for one of somebody else. */
import {
  AdministeredModel,
  type AuditEvent,
  ModelAdministration,
  type ModelEvent,
  type StoredAnalysis,
} from '@sinode/contracts';
import { modelFolder, readModel } from '@sinode/core/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listAudit } from '../accounts/audit.ts';
import { type ModelsApp, openModelsApp } from './testing/models-app.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const FOLDER = modelFolder('sinode-qrs-1');
const OTHER = { name: 'clinic-qrs', version: '2.0.0' };
const DEFAULT = { name: 'sinode-qrs-2', version: '1.0.0' };

let api: ModelsApp;
beforeAll(async () => {
  api = await openModelsApp();
});
afterAll(() => api.close());

const renamed =
  (identity: { name: string; version: string }) =>
  (files: Record<string, Buffer>): Record<string, Buffer> => ({
    ...files,
    'model.json': Buffer.from(
      JSON.stringify({ ...JSON.parse(files['model.json']?.toString() ?? ''), ...identity }),
    ),
  });

const state = async () => ModelAdministration.parse((await api.send('GET', '/v1/admin/models')).json());

test('at first the model of SINODE_MODEL answers, and nothing can be taken back', async () => {
  await api.models.host.follow();
  const { current, candidate, rollbackTo, models, processes } = await state();
  expect(current).toEqual({ ...DEFAULT, since: null });
  expect([candidate, rollbackTo]).toEqual([null, null]);
  expect(models.map(({ name, source, roles, isDefault }) => [name, source, roles, isDefault])).toEqual([
    ['sinode-qrs-1', 'shipped', [], false],
    ['sinode-qrs-2', 'shipped', ['current'], true],
  ]);
  expect(processes).toMatchObject([{ current: DEFAULT, candidate: null, isInStep: true, problem: null }]);
  expect((await api.send('POST', '/v1/admin/models/rollback')).json()).toMatchObject({
    status: 409,
    code: 'CONFLICT',
  });
});

describe('a model that is added', () => {
  test('is checked, listed with who added it, and answers nothing yet', async () => {
    const added = await api.upload(FOLDER, renamed(OTHER));
    expect(added.statusCode, added.body).toBe(201);
    expect(AdministeredModel.parse(added.json())).toMatchObject({
      ...OTHER,
      source: 'added',
      roles: [],
      addedBy: 'root',
      sizeBytes: 1_232_689,
    });
    expect((await state()).current).toMatchObject(DEFAULT);
    const listed = (await api.send('GET', '/v1/models')).json<{
      items: { name: string; isLoaded: boolean }[];
    }>();
    expect(listed.items.map(({ name, isLoaded }) => [name, isLoaded])).toEqual([
      ['clinic-qrs', false],
      ['sinode-qrs-1', false],
      ['sinode-qrs-2', true],
    ]);
  });

  test('is there once: a version never changes', async () => {
    expect((await api.upload(FOLDER, renamed(OTHER))).json()).toMatchObject({
      status: 409,
      code: 'NAME_TAKEN',
    });
    expect((await api.upload(FOLDER)).json()).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
  });

  test.each([
    ['another network than its card says', { 'model.onnx': Buffer.from('garbage') }, /has the sha256/],
    ['a card that is none', { 'model.json': Buffer.from('{"name": 1}') }, /model\.json, schemaVersion/],
    ['a fixture that is none', { 'parity.json': Buffer.from('[]') }, /parity\.json/],
  ])('is refused with %s', async (_, change, words) => {
    const refused = await api.upload(FOLDER, (files) => ({
      ...renamed({ name: 'x', version: '1' })(files),
      ...change,
    }));
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'MODEL_INVALID',
      detail: expect.stringMatching(words),
    });
  });

  test('is refused without one of its files, with more, and as anything but a form', async () => {
    const without = await api.upload(FOLDER, ({ 'model.json': card, 'model.onnx': onnx }) => ({
      'model.json': card ?? Buffer.alloc(0),
      'model.onnx': onnx ?? Buffer.alloc(0),
    }));
    expect(without.json()).toMatchObject({ status: 422, detail: 'body.file: parity.json is missing.' });
    const more = await api.upload(FOLDER, (files) => ({ 'evil.sh': Buffer.from('x'), ...files }));
    expect(more.statusCode).toBe(422);
    expect((await api.send('POST', '/v1/admin/models', { name: 'x' })).statusCode).toBe(415);
  });

  test.each([
    ['multipart/form-data', ''],
    ['multipart/form-data; boundary=x', '--x\r\nthe end'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n'],
  ])('is refused in words as %j with %j', async (type, payload) => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/v1/admin/models',
      headers: { ...api.admin.headers, 'content-type': type },
      payload,
    });
    expect([response.statusCode, response.json().code]).toEqual([400, 'UPLOAD_INCOMPLETE']);
  });

  test('is the matter of administrators alone', async () => {
    const ada = await api.signUp('ada');
    for (const [method, url] of [
      ['GET', '/v1/admin/models'],
      ['POST', '/v1/admin/models'],
      ['GET', '/v1/admin/models/agreement'],
      ['GET', '/v1/admin/drift'],
    ] as const) {
      expect((await api.send(method, url, undefined, ada.headers)).statusCode).toBe(403);
    }
  });
});

describe('a promotion', () => {
  const ask = async (id: string) =>
    (await api.send('POST', `/v1/recordings/${id}/analyses`)).json<StoredAnalysis>();

  test('lets new analyses come from the model at once; those that are there stay', async () => {
    const { id } = await api.addRecording(1);
    const before = await ask(id);
    expect(before.model).toEqual(DEFAULT);

    const promoted = await api.send('PUT', '/v1/admin/models/current', { ...OTHER, reason: 'better' });
    const { current, rollbackTo, processes } = ModelAdministration.parse(promoted.json());
    expect(current).toMatchObject(OTHER);
    expect(rollbackTo).toEqual(DEFAULT);
    expect(processes).toMatchObject([{ current: OTHER, isInStep: true }]);

    const after = await ask(id);
    expect(after.model).toEqual(OTHER);
    expect(after.report?.beats.length).toBe(before.report?.beats.length);
    expect((await api.send('GET', `/v1/analyses/${before.id}`)).json<StoredAnalysis>().model).toEqual(
      DEFAULT,
    );
    // For those who analyse in the browser.
    const { name, folder } = api.models.folder();
    expect(name).toBe(OTHER.name);
    const served = await readModel(folder);
    expect(served.card).toMatchObject(OTHER);
  });

  test('of a model that is not there, or answers already, is refused', async () => {
    const absent = await api.send('PUT', '/v1/admin/models/current', { ...OTHER, version: '9' });
    expect(absent.json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('there are clinic-qrs@2.0.0, sinode-qrs-1@1.0.0, sinode-qrs-2@1.0.0'),
    });
    expect((await api.send('PUT', '/v1/admin/models/current', OTHER)).statusCode).toBe(409);
    const path = await api.send('PUT', '/v1/admin/models/current', { name: '../x', version: '1' });
    expect(path.statusCode).toBe(422);
  });

  test('leaves what was asked of another model to that one', async () => {
    const loan = await api.models.host.borrow(DEFAULT);
    expect(loan?.engine.card).toMatchObject(DEFAULT);
    loan?.giveBack();
    expect(await api.models.host.borrow({ name: 'gone', version: '1' })).toBeNull();
  });

  test('of a model that cannot be loaded leaves the one that answers, and says so', async () => {
    const { db, models } = api;
    const { modelEvents } = await import('../database/schema.ts');
    await db.insert(modelEvents).values({ action: 'promoted', name: 'broken', version: '1', reason: '' });
    await models.host.follow();
    const { processes } = await state();
    expect(models.engine.card).toMatchObject(OTHER);
    expect(models.host.isInStep()).toBe(false);
    expect(processes).toMatchObject([
      { current: OTHER, isInStep: false, problem: expect.stringContaining('there is no broken@1 here') },
    ]);
    await api.send('PUT', '/v1/admin/models/current', OTHER);
    expect(models.host.isInStep()).toBe(true);
  });

  test('is taken back step by step, past what is not there any more', async () => {
    // Promoted were clinic-qrs, one that never was, and clinic-qrs again.
    const first = ModelAdministration.parse((await api.send('POST', '/v1/admin/models/rollback', {})).json());
    expect(first.current).toMatchObject(OTHER);
    const second = ModelAdministration.parse(
      (await api.send('POST', '/v1/admin/models/rollback', {})).json(),
    );
    expect(second.current).toMatchObject(DEFAULT);
    expect(second.rollbackTo).toBeNull();
    expect((await api.send('POST', '/v1/admin/models/rollback', {})).statusCode).toBe(409);
  });

  test('and all the rest is in the history and in the audit log', async () => {
    const history = (await api.send('GET', '/v1/admin/models/history')).json<{ items: ModelEvent[] }>();
    expect(history.items.at(-1)).toMatchObject({
      action: 'promoted',
      model: OTHER,
      reason: 'better',
      by: 'root',
    });
    expect(history.items[0]).toMatchObject({ action: 'rolled-back', model: null });
    const page = await api.send('GET', '/v1/admin/models/history?limit=1');
    expect(page.json()).toMatchObject({
      items: [{ id: history.items[0]?.id }],
      nextCursor: expect.any(String),
    });
    const { items } = await listAudit(api.db, { limit: 200 });
    const deeds = items.filter(({ action }: AuditEvent) => action.startsWith('model.'));
    expect(deeds.map(({ action, target }) => [action, target])).toContainEqual([
      'model.promoted',
      'clinic-qrs@2.0.0',
    ]);
    expect(deeds.every(({ userId }) => userId === api.admin.userId)).toBe(true);
  });
});

describe('a removal', () => {
  const remove = (name: string, version: string) => api.send('DELETE', `/v1/admin/models/${name}/${version}`);

  test('is refused for what ships, answers or runs as the candidate', async () => {
    expect((await remove('sinode-qrs-1', '1.0.0')).json()).toMatchObject({ status: 409 });
    await api.send('PUT', '/v1/admin/models/candidate', { ...OTHER, share: 1 });
    expect((await remove(OTHER.name, OTHER.version)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('stop the shadow first'),
    });
    await api.send('DELETE', '/v1/admin/models/candidate');
    expect((await api.send('DELETE', '/v1/admin/models/candidate')).statusCode).toBe(409);
  });

  test('leaves the analyses that the model made', async () => {
    expect((await remove(OTHER.name, OTHER.version)).statusCode).toBe(204);
    expect((await remove(OTHER.name, OTHER.version)).statusCode).toBe(404);
    expect((await state()).models.map(({ name }) => name)).toEqual(['sinode-qrs-1', 'sinode-qrs-2']);
    const kept = await api.db.query.analyses.findMany({ columns: { modelName: true } });
    expect(kept.map(({ modelName }) => modelName)).toContain(OTHER.name);
  });

  test('keeps the version for what it was: it comes back as that, or not at all', async () => {
    expect(await api.models.registry.find(OTHER)).toBeNull();
    const promoted = await api.send('PUT', '/v1/admin/models/current', OTHER);
    expect(promoted.statusCode).toBe(404);
    const otherCard = { ...OTHER, description: 'made anew' };
    const others = [
      await api.upload(modelFolder('sinode-qrs-2'), renamed(OTHER)),
      await api.upload(FOLDER, renamed(otherCard)),
    ];
    for (const other of others) {
      expect(other.json()).toMatchObject({
        status: 409,
        code: 'NAME_TAKEN',
        detail: expect.stringContaining('a version never changes'),
      });
    }
    const again = await api.upload(FOLDER, renamed(OTHER));
    expect(AdministeredModel.parse(again.json())).toMatchObject({ ...OTHER, sizeBytes: 1_232_689 });
    const found = await api.models.registry.find(OTHER);
    expect(found?.bytes.byteLength).toBe(1_232_689);
    expect((await api.upload(FOLDER, renamed(OTHER))).statusCode).toBe(409);
    expect((await remove(OTHER.name, OTHER.version)).statusCode).toBe(204);
  });
});
